package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;

/**
 * A module that a server has loaded.
 *
 * @param name      as it calls itself
 * @param version   its version
 * @param path      the file on the server; empty for one that is part of it
 * @param arguments what it was loaded with
 * @param fields    everything as it came, also what newer servers add
 */
public record ModuleInfo(String name, long version, String path, List<String> arguments, Map<String, Reply> fields) {

    static ModuleInfo decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new ModuleInfo(
                fields.text("name"), fields.integer("ver"), fields.text("path"), fields.texts("args"), fields.all);
    }
}
