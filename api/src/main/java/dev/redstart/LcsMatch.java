package dev.redstart;

/**
 * A stretch of bytes that two strings have in common.
 *
 * @param first  where it is in the first string
 * @param second where it is in the second string
 * @param length how many bytes
 */
public record LcsMatch(Range first, Range second, long length) {

    /**
     * A range of bytes.
     *
     * @param start first byte, from 0
     * @param end   last byte, itself included
     */
    public record Range(long start, long end) {}
}
