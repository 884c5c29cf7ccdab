package dev.redstart.lua.lib;

/** What scripts may set of one {@code cjson} table; as in Redis it stays set for the scripts that follow. */
final class JsonSettings {

    /** What becomes of a NaN or an infinity. */
    static final int REFUSE = 0;

    static final int AS_IS = 1;
    static final int AS_NULL = 2;

    boolean convertSparse;
    int sparseRatio = 2;
    int sparseSafe = 10;
    int encodeDepth = 1000;
    int decodeDepth = 1000;
    int precision = 14;
    boolean keepBuffer = true;
    int encodeInvalid = REFUSE;
    boolean decodeInvalid = true;
}
