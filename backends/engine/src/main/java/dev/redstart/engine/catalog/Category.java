package dev.redstart.engine.catalog;

import java.util.List;
import java.util.Locale;

/** The ACL categories of commands. */
public final class Category {

    /** All of them, in the order in which ACL CAT shows them. */
    public static final List<String> NAMES = List.of(
            "keyspace",
            "read",
            "write",
            "set",
            "sortedset",
            "list",
            "hash",
            "string",
            "bitmap",
            "hyperloglog",
            "geo",
            "stream",
            "pubsub",
            "admin",
            "fast",
            "slow",
            "blocking",
            "dangerous",
            "connection",
            "transaction",
            "scripting");

    private Category() {}

    /** Whether there is one of that name, in whatever case. */
    public static boolean exists(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
