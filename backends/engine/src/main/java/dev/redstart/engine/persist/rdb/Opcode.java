package dev.redstart.engine.persist.rdb;

/** The bytes that stand in a file where a type byte may stand, and are none. */
final class Opcode {

    /** Of a slot of a cluster: number, how many keys, how many of them expire. A hint only. */
    static final int SLOT_INFO = 244;

    /** A library of functions: its source. */
    static final int FUNCTION = 245;

    static final int FUNCTION_PRE_GA = 246;
    static final int MODULE_AUX = 247;
    /** Seconds since the next key was used. */
    static final int IDLE = 248;

    /** How often the next key is used: one byte. */
    static final int FREQUENCY = 249;

    static final int AUX = 250;
    /** How many keys follow, and how many of them expire. A hint only. */
    static final int RESIZE_DB = 251;

    static final int EXPIRE_MILLIS = 252;
    static final int EXPIRE_SECONDS = 253;
    static final int SELECT_DB = 254;
    static final int END = 255;

    private Opcode() {}
}
