package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.LuaError;

/**
 * Reads a format of {@code struct}: after {@link #next} stand the option, its size, and the padding before it. Byte
 * order and alignment are remembered from the options that set them.
 */
final class StructFormat {

    private static final int MAX_INTEGER = 32;
    private static final int DEFAULT_ALIGNMENT = 8;

    private final Args args;
    private final byte[] format;
    private int at;
    private boolean bigEndian;
    private int alignment = 1;
    private int option;
    private int size;
    private int padding;

    StructFormat(Args args) {
        this.args = args;
        this.format = args.string(1).bytes();
    }

    boolean bigEndian() {
        return bigEndian;
    }

    int option() {
        return option;
    }

    int size() {
        return size;
    }

    int padding() {
        return padding;
    }

    boolean isInteger() {
        return "bBhHlLTiI".indexOf(option) >= 0;
    }

    /** Whether there was one more option; the next one would stand at {@code position}. */
    boolean next(long position) {
        if (peek() == 0) return false;
        option = format[at++] & 0xff;
        size = readSize();
        padding = padding(position);
        return true;
    }

    private int peek() {
        return at < format.length ? format[at] & 0xff : 0;
    }

    private int readSize() {
        switch (option) {
            case 'B', 'b', 'x':
                return 1;
            case 'H', 'h':
                return 2;
            case 'f':
                return 4;
            case 'L', 'l', 'T', 'd':
                return 8;
            case 'c':
                return number(1);
            case 'i', 'I':
                int bytes = number(4);
                if (bytes > MAX_INTEGER)
                    throw LuaError.of("integral size " + bytes + " is larger than limit of " + MAX_INTEGER);
                return bytes;
            default:
                return 0;
        }
    }

    private int number(int absent) {
        if (!Chars.isDigit(peek())) return absent;
        long number = 0;
        while (Chars.isDigit(peek())) {
            number = number * 10 + format[at++] - '0';
            if (number > Integer.MAX_VALUE) throw LuaError.of("integral size overflow");
        }
        return (int) number;
    }

    /** C's arithmetic: of no use for sizes that are no power of two, and yet what is written. */
    private int padding(long position) {
        if (size == 0 || option == 'c') return 0;
        int unit = Math.min(size, alignment);
        return (int) (unit - (position & unit - 1)) & unit - 1;
    }

    /** What is no option for data: byte order, alignment, a blank, or an error. */
    void control() {
        switch (option) {
            case ' ' -> {}
            case '>' -> bigEndian = true;
            case '<' -> bigEndian = false;
            case '!' -> {
                int wanted = number(DEFAULT_ALIGNMENT);
                if (Integer.bitCount(wanted) != 1) throw LuaError.of("alignment " + wanted + " is not a power of 2");
                alignment = wanted;
            }
            default -> throw args.error(1, "invalid format option '" + (char) option + "'");
        }
    }
}
