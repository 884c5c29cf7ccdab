package dev.redstart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up: its configuration, and the modules that it has loaded. Each command speaks to the one server that
 * answers it; on a cluster that is any of the nodes, so that a setting for all of them is to be made on each.
 */
@CommandFamily
final class ConfigFamily<K, V> extends Family<K, V> {

    private static final Decoder<Map<String, String>> SETTINGS = Decoders.map(Decoders.text(), Decoders.text());
    private static final Decoder<List<ModuleInfo>> MODULES = Decoders.list(ModuleInfo::decode);

    ConfigFamily(Types<K, V> types) {
        super(types);
    }

    /** The parameters whose names match any of these glob patterns, with their values; at least one pattern. */
    Command<Map<String, String>> configGet(String... patterns) {
        return read("CONFIG", 1 + patterns.length)
                .word("GET")
                .someTexts("pattern", patterns)
                .returning(SETTINGS);
    }

    /**
     * Sets a parameter, until the server ends.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Unknown option}, or {@code ERR CONFIG SET failed}; then nothing
     *     has changed
     */
    Command<@Nullable Void> configSet(String parameter, String value) {
        return write("CONFIG", 3).word("SET").text(parameter).text(value).returning(Decoders.ok());
    }

    /** Sets these parameters, or none of them when one fails; at least one. See {@link #configSet(String, String)}. */
    Command<@Nullable Void> configSet(Map<String, String> parameters) {
        if (parameters.isEmpty()) throw new IllegalArgumentException("needs at least one parameter");
        return write("CONFIG", 1 + 2 * parameters.size())
                .word("SET")
                .textPairs(parameters)
                .returning(Decoders.ok());
    }

    /**
     * Writes the configuration that holds now into the server's file.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR The server is running without a config file}
     */
    Command<@Nullable Void> configRewrite() {
        return write("CONFIG", 1).word("REWRITE").returning(Decoders.ok());
    }

    /** Begins the statistics of {@code INFO} and {@code LATENCY HISTOGRAM} anew. */
    Command<@Nullable Void> configResetstat() {
        return write("CONFIG", 1).word("RESETSTAT").returning(Decoders.ok());
    }

    /** The modules that the server has loaded. */
    Command<List<ModuleInfo>> moduleList() {
        return read("MODULE", 1).word("LIST").returning(MODULES);
    }

    /**
     * Loads a module, a file on the server, with these arguments.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Error loading the extension}; {@code ERR MODULE command not
     *     allowed} unless the server's {@code enable-module-command} says otherwise
     */
    Command<@Nullable Void> moduleLoad(String path, String... arguments) {
        return write("MODULE", 2 + arguments.length)
                .word("LOAD")
                .text(path)
                .texts(arguments)
                .returning(Decoders.ok());
    }

    /** As {@link #moduleLoad}, with parameters of the module's in the server's configuration; both may be empty. */
    Command<@Nullable Void> moduleLoadex(String path, Map<String, String> parameters, List<String> arguments) {
        CommandBuilder<K, V> command = write("MODULE", 3 + 3 * parameters.size() + arguments.size())
                .word("LOADEX")
                .text(path);
        parameters.forEach((name, value) -> command.word("CONFIG").text(name).text(value));
        if (!arguments.isEmpty()) command.word("ARGS");
        arguments.forEach(command::text);
        return command.returning(Decoders.ok());
    }

    /** Takes a module out of the server. An error when it is not loaded, or cannot go, as one with a data type of its own. */
    Command<@Nullable Void> moduleUnload(String name) {
        return write("MODULE", 2).word("UNLOAD").text(name).returning(Decoders.ok());
    }
}
