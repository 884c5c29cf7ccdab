package dev.redstart;

import dev.redstart.spi.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A vector of {@code float} numbers, as an embedding model gives it. Immutable, with equality by its components. It is sent
 * as {@code FP32}: four bytes for each component, which say exactly what the longer texts of {@code VALUES} would.
 */
public final class FloatVector {

    private static final int SHOWN = 16;

    private final float[] components;

    private FloatVector(float[] components) {
        this.components = components;
    }

    /**
     * A copy of {@code components}; at least one, and each a finite number: the server would keep others, and find nothing
     * near them.
     */
    public static FloatVector of(float... components) {
        if (components.length == 0) throw new IllegalArgumentException("a vector has at least one component");
        for (float component : components) {
            if (!Float.isFinite(component))
                throw new IllegalArgumentException("the components of a vector are finite, unlike " + component);
        }
        return new FloatVector(components.clone());
    }

    /** An array of numbers, which are texts in RESP2 and doubles in RESP3, and floats at the server. */
    static FloatVector decode(Reply reply) {
        List<Reply> numbers = Decoders.elements(reply);
        float[] components = new float[numbers.size()];
        for (int i = 0; i < components.length; i++)
            components[i] = Decoders.decimal().decode(numbers.get(i)).floatValue();
        return new FloatVector(components);
    }

    void appendTo(CommandBuilder<?, ?> command) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * components.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float component : components) bytes.putFloat(component);
        command.word("FP32").bytes(bytes.array());
    }

    /** How many components it has. */
    public int size() {
        return components.length;
    }

    public float get(int index) {
        return components[index];
    }

    /** A copy. */
    public float[] toArray() {
        return components.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FloatVector other && Arrays.equals(components, other.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    /** Its first 16 components. */
    @Override
    public String toString() {
        String shown = Arrays.toString(Arrays.copyOf(components, Math.min(SHOWN, components.length)));
        return "FloatVector" + (components.length > SHOWN ? shown.replace("]", ", ...]") : shown);
    }
}
