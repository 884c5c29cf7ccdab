package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Command;
import java.util.List;

/** The commands on sorted sets. */
final class SortedSets {

    static final List<Command> COMMANDS = List.of();

    private SortedSets() {}
}
