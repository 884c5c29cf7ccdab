package dev.redstart.contract.differential;

import dev.redstart.contract.differential.Grammar.Shape;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Makes sequences of commands of one family; see {@link Generators}. Immutable. */
public final class Generator {

    private final String name;
    private final List<Shape> shapes;
    private final List<Shape> weighted;
    private final int oneInRivals;

    /** @param oneInRivals one command in so many comes from another client; 0 for none */
    Generator(String name, List<Shape> shapes, int oneInRivals) {
        this.name = name;
        this.shapes = List.copyOf(shapes);
        this.oneInRivals = oneInRivals;
        this.weighted = shapes.stream()
                .flatMap(shape -> Stream.generate(() -> shape).limit(shape.weight()))
                .toList();
    }

    /** Without the commands that only one of the two has; their names go into {@code skipped}. */
    Generator common(Capabilities a, Capabilities b, Set<String> skipped) {
        List<Shape> common = shapes.stream()
                .filter(shape -> a.supports(shape.name()) == b.supports(shape.name()))
                .toList();
        shapes.stream()
                .filter(shape -> !common.contains(shape))
                .map(Shape::name)
                .forEach(skipped::add);
        return new Generator(name, common, oneInRivals);
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
        Shape shape = weighted.get(random.nextInt(weighted.size()));
        List<byte[]> arguments = shape.arguments(random);
        Request request = Grammar.request(shape.command(), arguments);
        // A wrong timeout would block for ever.
        boolean quiet = shape.quiet() || Rules.mayBlock(request);
        if (!quiet) request = Grammar.request(shape.command(), Noise.on(arguments, random));
        int client = oneInRivals > 0 && random.nextInt(oneInRivals) == 0 ? 1 : 0;
        return new Step(client, request);
    }

    @Override
    public String toString() {
        return name;
    }
}
