package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Commands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The ACL categories of commands. */
final class Category {

    /** All of them, in the order in which ACL CAT shows them. */
    static final List<String> NAMES = List.of(
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

    /** The commands and subcommands in it, as {@code client|list}; a container never is itself. */
    static List<String> members(Commands commands, String category) {
        List<String> members = new ArrayList<>();
        for (Command c : commands.all()) {
            add(members, c, category);
            for (Command sub : c.subcommands().values()) add(members, sub, category);
        }
        Collections.sort(members);
        return members;
    }

    private static void add(List<String> members, Command c, String category) {
        if (c.subcommands().isEmpty() && CommandFacts.of(c).categories().contains(category)) members.add(c.shownName());
    }
}
