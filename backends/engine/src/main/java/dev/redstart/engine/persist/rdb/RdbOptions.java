package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.persist.FunctionStore;

/**
 * How a file is to be written.
 *
 * @param version     of the format: 10 to 12
 * @param compression whether long strings are compressed
 * @param checksum    whether the file ends with a checksum; else with 0
 * @param uses        what keys come with about their use
 * @param appendOnly  whether commands follow, appended to it or in other files
 * @param functions   the libraries to write
 * @param keyDelay    microseconds that each key takes longer; negative, so many keys share one
 */
public record RdbOptions(
        int version,
        boolean compression,
        boolean checksum,
        Uses uses,
        boolean appendOnly,
        FunctionStore functions,
        int keyDelay) {

    /** What is written about the use of keys: what {@code maxmemory-policy} goes by. */
    public enum Uses {
        /** Nothing. */
        NONE,
        /** Seconds since the last one, for LRU. */
        IDLE_TIME,
        /** The counter of them, for LFU. */
        FREQUENCY;

        static Uses of(String policy) {
            return policy.endsWith("lru") ? IDLE_TIME : policy.endsWith("lfu") ? FREQUENCY : NONE;
        }
    }

    /** As the configuration says. */
    public static RdbOptions of(ServerConfig config, boolean appendOnly, FunctionStore functions) {
        return new RdbOptions(
                (int) config.number("rdb-version"),
                config.is("rdbcompression"),
                config.is("rdbchecksum"),
                Uses.of(config.get("maxmemory-policy")),
                appendOnly,
                functions,
                (int) config.number("rdb-key-save-delay"));
    }
}
