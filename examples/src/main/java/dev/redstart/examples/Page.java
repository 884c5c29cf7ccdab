package dev.redstart.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a story: headings, explanations, aligned columns and bars. Thread-safe: a line is never torn. */
final class Page {

    private static final int COMMAND_WIDTH = 20;
    private static final int RESULT_WIDTH = 28;

    private final PrintStream out;
    private final Ink ink;

    Page(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /** Begins a story. */
    synchronized void title(String name, String about) {
        out.println();
        out.println(ink.bold(name) + "  " + about);
        out.println(ink.dim(ink.rule().repeat(Math.min(100, name.length() + 2 + about.length()))));
    }

    /** Begins a part of a story. */
    synchronized void heading(String text) {
        out.println();
        out.println("  " + ink.bold(text));
    }

    /** An explanation of one or more lines. */
    synchronized void say(String text) {
        text.lines().forEach(line -> out.println("  " + line));
    }

    /** A command as one types it, what it gave, and what that means. */
    synchronized void row(String command, @Nullable Object result, String meaning) {
        String shown = String.valueOf(result);
        String left = "    " + ink.command(pad(command, COMMAND_WIDTH)) + " ";
        if (meaning.isEmpty()) out.println(left + ink.bold(shown));
        else out.println(left + ink.bold(pad(shown, RESULT_WIDTH)) + " " + ink.dim(meaning));
    }

    /** Cells under one another; columns of numbers to the right. The first row is the head. */
    synchronized void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        Arrays.fill(numeric, true);
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                widths[c] = Math.max(widths[c], cell.length());
                if (r > 0) numeric[c] &= cell.matches("-?[0-9][0-9., ]*( ?(ms|s|x|%))?");
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                cells.add(numeric[c] ? " ".repeat(widths[c] - cell.length()) + cell : pad(cell, widths[c]));
            }
            String line = String.join("  ", cells).stripTrailing();
            out.println("    " + (r == 0 ? ink.dim(line) : line));
        }
    }

    /** A bar of {@code value} where {@code most} fills {@code width} characters; something above nothing shows. */
    String bar(double value, double most, int width) {
        long cells = most <= 0 ? 0 : Math.round(value / most * width);
        return ink.block().repeat((int) Math.max(value > 0 ? 1 : 0, Math.min(width, cells)));
    }

    /** Good or bad, in its colour. */
    synchronized void verdict(boolean good, String text) {
        out.println("  " + (good ? ink.good(text) : ink.bad(text)));
    }

    synchronized void blank() {
        out.println();
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
