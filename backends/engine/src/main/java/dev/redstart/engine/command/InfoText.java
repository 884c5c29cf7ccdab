package dev.redstart.engine.command;

import java.util.Locale;

/** The text of INFO: sections of lines, each a name, a colon and a value. */
final class InfoText {

    private static final String UNITS = "BKMGTP";
    private static final int KILO = 1024;

    private final StringBuilder text = new StringBuilder();

    /** Begins a section. */
    void head(String name) {
        if (!text.isEmpty()) text.append("\r\n");
        text.append("# ").append(name).append("\r\n");
    }

    void line(String name, Object value) {
        text.append(name).append(':').append(value).append("\r\n");
    }

    /** Two lines, the second for people. */
    void memory(String name, long bytes) {
        line(name, bytes);
        line(name + "_human", human(bytes));
    }

    static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double part, double whole) {
        return fixed(whole == 0 ? 0 : part / whole * 100) + "%";
    }

    /** With two digits behind the point and the largest unit that fits. */
    private static String human(long bytes) {
        double n = bytes;
        int unit = 0;
        while (n >= KILO && unit < UNITS.length() - 1) {
            n /= KILO;
            unit++;
        }
        return unit == 0 ? bytes + "B" : fixed(n) + UNITS.charAt(unit);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
