package dev.redstart.lua.lib;

/** C's {@code ctype.h} in its own locale: only ASCII has letters. Characters are 0 to 255. */
final class Chars {

    private Chars() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(int c) {
        return isLower(c | 0x20) && c < 0x80;
    }

    static boolean isAlphanumeric(int c) {
        return isLetter(c) || isDigit(c);
    }

    static boolean isHexDigit(int c) {
        return isDigit(c) || (c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c < 0x80;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static boolean isControl(int c) {
        return c < ' ' || c == 0x7f;
    }

    static boolean isPunctuation(int c) {
        return c > ' ' && c < 0x7f && !isAlphanumeric(c);
    }

    static int lower(int c) {
        return isUpper(c) ? c + 0x20 : c;
    }

    static int upper(int c) {
        return isLower(c) ? c - 0x20 : c;
    }
}
