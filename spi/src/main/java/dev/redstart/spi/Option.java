package dev.redstart.spi;

import java.util.List;

/**
 * An option of a URL: {@code ?name=value}.
 *
 * @param name    as typed; names are case-sensitive
 * @param meaning one line: what it does, the form of its value, the default
 */
public record Option(String name, String meaning) {

    /** The options that mean the same on every driver that talks to a real server. */
    public static final List<Option> COMMON = List.of(
            new Option("timeout", "time a reply may take, as 500ms, 3s, 1m; default 3s"),
            new Option("connectTimeout", "time a connection may take to come up; default 3s"),
            new Option("poolSize", "connections at most for ordinary and pinned use; default 8"),
            new Option("poolWait", "time a caller may wait for one of them; default 3s"),
            new Option("clientName", "name of our connections in CLIENT LIST; default none"),
            new Option("protocol", "resp2 or resp3; default resp3"),
            new Option("connect", "eager (open fails when the server does not answer) or lazy; default eager"),
            new Option(
                    "readFrom",
                    "of a cluster or behind Sentinels: who may answer reads, primary, replica or nearest; default"
                            + " primary"),
            new Option(
                    "splitMultiKey",
                    "of a cluster: whether mget, mset, del, exists, unlink and touch may have keys of several slots,"
                            + " and are then not atomic; default false"),
            new Option("sentinelUser", "who we are to the Sentinels; default their default user"),
            new Option("sentinelPassword", "the password for the Sentinels themselves; default none"));
}
