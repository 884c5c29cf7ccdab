package dev.redstart.contract.differential;

import dev.redstart.contract.differential.Grammar.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes sequences of commands of one family; see {@link Generators}. Immutable. */
public final class Generator {

    private final String name;
    private final List<Shape> shapes;
    private final int oneInRivals;

    /** @param oneInRivals one command in so many comes from another client; 0 for none */
    Generator(String name, List<Shape> shapes, int oneInRivals) {
        this.name = name;
        this.oneInRivals = oneInRivals;
        List<Shape> weighted = new ArrayList<>();
        for (Shape shape : shapes) for (int i = 0; i < shape.weight(); i++) weighted.add(shape);
        this.shapes = List.copyOf(weighted);
    }

    /** Name of the family, as {@code hashes}. */
    public String name() {
        return name;
    }

    List<Step> sequence(Random random, int length) {
        List<Step> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) steps.add(step(random));
        return steps;
    }

    private Step step(Random random) {
        Shape shape = shapes.get(random.nextInt(shapes.size()));
        List<byte[]> arguments = shape.arguments(random);
        // A wrong timeout would block for ever.
        if (!Rules.mayBlock(shape.name())) arguments = Noise.on(arguments, random);
        int client = oneInRivals > 0 && random.nextInt(oneInRivals) == 0 ? 1 : 0;
        return new Step(client, Grammar.request(shape.name(), arguments));
    }

    @Override
    public String toString() {
        return name;
    }
}
