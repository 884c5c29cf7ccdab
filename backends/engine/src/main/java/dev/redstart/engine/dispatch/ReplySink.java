package dev.redstart.engine.dispatch;

/**
 * Where a command writes its reply, piece by piece: into a {@code Reply}, onto a connection, into a script's values. An
 * aggregate is its header and then that many replies (a map: twice as many).
 *
 * <p>The shapes are those of RESP3; for a RESP2 client the sink makes of a map or set an array, of a double a bulk string,
 * of a boolean 1 or 0. Only a command whose shape itself differs asks {@link #resp3()}.
 *
 * <p>A sink copies the arrays it is given: they go on belonging to the value.
 */
public interface ReplySink {

    /** A simple string; ASCII without line breaks. */
    void text(String value);

    default void ok() {
        text("OK");
    }

    void blob(byte[] value, int offset, int length);

    default void blob(byte[] value) {
        blob(value, 0, value.length);
    }

    /** A bulk string of UTF-8. */
    default void blob(String value) {
        blob(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void integer(long value);

    void dbl(double value);

    void bool(boolean value);

    /**
     * An integer of any size, in decimal digits. A script may reply with other text in its place, which goes out all the
     * same; a sink that needs a number makes a text of it.
     */
    void bigNumber(String digits);

    /** A text with its format, {@code txt} or {@code mkd}. */
    void verbatim(String format, byte[] value);

    /** Null in place of a value. */
    void nullBulk();

    /** Null in place of an array; RESP2 tells the two apart. */
    void nullArray();

    /** An error; the message begins with its code. */
    void error(String message);

    void array(int size);

    void map(int pairs);

    void set(int size);

    /** A message that answers no command. */
    void push(int size);

    /**
     * Attributes of the reply that follows, as a map: its header, and then that many pairs. False where the sink has no
     * place for them; then none of them may be written.
     */
    default boolean attributes(int pairs) {
        return false;
    }

    /** An array whose size only {@link #end} tells. Such aggregates end in the reverse of their order. */
    void openArray();

    /** As {@link #openArray()}, a map. */
    void openMap();

    /** As {@link #openArray()}, a set. */
    void openSet();

    /** Ends the aggregate opened last: what was written since are its elements. */
    void end();

    /** Whether the client speaks RESP3. */
    boolean resp3();

    /** The point reached, for {@link #rewind}. */
    long mark();

    /** Forgets what was written since; for a command that failed half way. */
    void rewind(long mark);
}
