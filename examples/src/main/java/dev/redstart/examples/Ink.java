package dev.redstart.examples;

import java.nio.charset.Charset;

/**
 * What the reader's terminal can show.
 *
 * @param colour  ANSI colours, for a terminal and when {@code NO_COLOR} is not set
 * @param unicode block characters for bars, when the output's encoding has them
 */
record Ink(boolean colour, boolean unicode) {

    static final Ink PLAIN = new Ink(false, false);

    /**
     * For standard output. Java cannot tell in the same way on all its versions whether that is a terminal: {@code
     * examples/run} finds out and says so in a system property.
     */
    static Ink ofStandardOutput(Charset encoding) {
        String noColor = System.getenv("NO_COLOR");
        boolean wanted = noColor == null || noColor.isEmpty();
        return new Ink(
                wanted && Boolean.getBoolean("redstart.examples.terminal"),
                encoding.newEncoder().canEncode('█'));
    }

    String bold(String text) {
        return in("1", text);
    }

    String dim(String text) {
        return in("2", text);
    }

    String command(String text) {
        return in("36", text);
    }

    String good(String text) {
        return in("32", text);
    }

    String bad(String text) {
        return in("31", text);
    }

    String block() {
        return unicode ? "█" : "#";
    }

    String rule() {
        return unicode ? "─" : "-";
    }

    private String in(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
