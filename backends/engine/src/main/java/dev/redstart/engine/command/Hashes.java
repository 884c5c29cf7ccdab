package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Command;
import java.util.List;

/** The commands on hashes. */
final class Hashes {

    static final List<Command> COMMANDS = List.of();

    private Hashes() {}
}
