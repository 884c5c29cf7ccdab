package dev.redstart.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * What a run of the program left behind.
 *
 * @param code its exit code
 * @param out  standard output
 * @param err  standard error
 */
record Told(int code, String out, String err) {

    static Told run(String... args) {
        return run(Ink.PLAIN, args);
    }

    static Told run(Ink ink, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), ink, args);
        return new Told(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Standard output with single spaces, so that a test does not hang on the width of columns. */
    String text() {
        return out.replaceAll(" +", " ");
    }
}
