package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands without a key that concern more than one node: whom, and how the replies become one. By the tips that
 * {@code COMMAND} of Redis 8.0 gives ({@code request_policy}, {@code response_policy}); a command that is not here goes to
 * one node. Of the commands with tips, those about one node's own condition (INFO, MEMORY STATS, LATENCY LATEST,
 * FUNCTION STATS) and PING are left to one node.
 *
 * @param replicasToo {@code all_nodes} in place of {@code all_shards}
 */
record Spread(boolean replicasToo, Merge merge) {

    private static final Map<String, Spread> TABLE = new HashMap<>();

    static {
        primaries(Merge.FIRST, "FLUSHALL", "FLUSHDB", "FUNCTION DELETE", "FUNCTION LOAD", "FUNCTION RESTORE");
        primaries(Merge.FIRST, "FUNCTION FLUSH", "MEMORY PURGE", "SCRIPT LOAD", "SCRIPT FLUSH");
        primaries(Merge.ONE_SUCCEEDED, "FUNCTION KILL", "SCRIPT KILL");
        primaries(Merge.SUM, "DBSIZE");
        primaries(Merge.AND, "SCRIPT EXISTS");
        primaries(Merge.CONCATENATED, "KEYS");
        primaries(Merge.ANY_VALUE, "RANDOMKEY");
        nodes(Merge.FIRST, "ACL DELUSER", "ACL SAVE", "ACL SETUSER");
        nodes(Merge.FIRST, "CONFIG REWRITE", "CONFIG SET", "CONFIG RESETSTAT", "SLOWLOG RESET");
        nodes(Merge.SUM, "LATENCY RESET", "SLOWLOG LEN");
        nodes(Merge.CONCATENATED, "SLOWLOG GET");
    }

    private static void primaries(Merge merge, String... commands) {
        for (String command : commands) TABLE.put(command, new Spread(false, merge));
    }

    private static void nodes(Merge merge, String... commands) {
        for (String command : commands) TABLE.put(command, new Spread(true, merge));
    }

    /** Null for a command that goes to one node. */
    static @Nullable Spread of(Request request) {
        Spread whole = TABLE.get(request.name());
        if (whole != null || request.arguments().length == 0) return whole;
        byte[] first = request.arguments()[0];
        // No subcommand is longer: a large value is not to be read for this.
        if (first.length > 16) return null;
        String subcommand = new String(first, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return TABLE.get(request.name() + " " + subcommand);
    }
}
