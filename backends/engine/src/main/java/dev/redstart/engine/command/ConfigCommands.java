package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ConfigRewrite;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Protection;
import dev.redstart.engine.dispatch.UserFile;
import dev.redstart.engine.structure.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CONFIG: the parameters, while the engine runs. */
final class ConfigCommands {

    private static final String FLAGS = "admin noscript loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "CONFIG",
            of("CONFIG GET", -3, FLAGS, NONE, ConfigCommands::get),
            of("CONFIG RESETSTAT", 2, FLAGS, NONE, ConfigCommands::resetStat),
            of("CONFIG REWRITE", 2, FLAGS, NONE, ConfigCommands::rewrite),
            of("CONFIG SET", -4, FLAGS, NONE, ConfigCommands::set),
            Help.row(
                    "CONFIG",
                    "loading stale",
                    "GET <pattern>",
                    "    The parameters that match <pattern>, with their values.",
                    "SET <directive> <value>",
                    "    Gives a parameter another value.",
                    "RESETSTAT",
                    "    Has the figures of INFO begin anew.",
                    "REWRITE",
                    "    Writes the parameters into the configuration file.")));

    private static final CommandError NO_FILE = Errors.of("ERR The server is running without a config file");

    private ConfigCommands() {}

    private static String text(byte[] arg) {
        return new String(arg, StandardCharsets.ISO_8859_1);
    }

    /** Names show as they were asked for, and as they are where a pattern found them. */
    private static void get(Call call) {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ServerConfig config = call.dispatcher().config();
        for (byte[] wanted : call.args(1, call.count())) {
            String name = text(wanted);
            if (name.matches(".*[\\[*?].*")) {
                for (String each : ServerConfig.names()) {
                    if (Glob.matches(wanted, each.getBytes(StandardCharsets.ISO_8859_1), true))
                        found.putIfAbsent(each, config.get(each));
                }
            } else if (ServerConfig.knows(name)) {
                found.putIfAbsent(name, config.get(name));
            }
        }
        call.reply().map(found.size());
        found.forEach((name, value) -> {
            call.reply().blob(name.getBytes(StandardCharsets.ISO_8859_1));
            call.reply().blob(value.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private static void set(Call call) {
        List<String> settings = new ArrayList<>();
        for (byte[] arg : call.args(1, call.count())) settings.add(text(arg));
        if (settings.size() % 2 != 0) throw Errors.SYNTAX;
        for (int i = 0; i < settings.size(); i += 2) if (ServerConfig.isSensitive(settings.get(i))) call.hide(i + 2);
        ServerConfig config = call.dispatcher().config();
        try {
            config.set(settings, !Protection.allows(call.session(), "enable-protected-configs"));
        } catch (ConfigException e) {
            throw Errors.of("ERR " + e.reason());
        }
        call.reply().ok();
    }

    private static void resetStat(Call call) {
        call.dispatcher().resetStats();
        call.reply().ok();
    }

    /** The lines about users, unless these have a file of their own. */
    private static List<String> users(Call call) {
        if (UserFile.of(call.dispatcher()).isConfigured()) return List.of();
        return call.dispatcher().access().users().lines();
    }

    /** Into a file beside, which then takes the place of the old one: whoever reads finds either. */
    private static void rewrite(Call call) {
        rewrite(call, false);
    }

    static void rewrite(Call call, boolean all) {
        ServerConfig config = call.dispatcher().config();
        Path file = config.file();
        if (file == null) throw NO_FILE;
        try {
            String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            Path beside = Files.createTempFile(file.getParent(), String.valueOf(file.getFileName()), ".tmp");
            Files.writeString(
                    beside, ConfigRewrite.rewrite(before, config, users(call), all), StandardCharsets.ISO_8859_1);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Errors.of("ERR Rewriting config file: " + e.getMessage());
        }
        call.reply().ok();
    }
}
