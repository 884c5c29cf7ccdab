package dev.redstart.engine.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads redis.conf: lines of words, comments, {@code include} (also with wildcards), {@code rename-command}. What the
 * command line adds is text behind the file's, so that the last word is the command line's.
 */
public final class ConfigFile {

    /** What cannot be read; the message is what redis-server prints before it ends. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(String text) {
            super(text);
        }
    }

    /**
     * What a configuration says.
     *
     * @param config  the parameters
     * @param renames what {@code rename-command} says, in order: a command's name and what it is to be called, empty for
     *                not at all
     */
    public record Result(ServerConfig config, Map<String, String> renames) {}

    /** Taken and ignored, as parameters of the past. */
    private static final Set<String> FORGOTTEN = Set.of(
            "list-max-ziplist-entries", "list-max-ziplist-value", "lua-replicate-commands", "io-threads-do-reads");

    private static final int MAX_DEPTH = 64;

    private final String version;
    private final Predicate<String> isCommand;
    private final ServerConfig config = new ServerConfig();
    private final Map<String, String> renames = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    private ConfigFile(String version, Predicate<String> isCommand) {
        this.version = version;
        this.isCommand = isCommand;
    }

    /**
     * Reads a configuration.
     *
     * @param version   of Redis, for the error
     * @param file      null for none; CONFIG REWRITE will write it
     * @param more      what comes after it, see {@link #options}
     * @param isCommand whether there is a command of that name, in upper case
     * @throws Failure when it makes no sense, or a file cannot be read
     */
    public static Result parse(String version, @Nullable Path file, String more, Predicate<String> isCommand) {
        ConfigFile reader = new ConfigFile(version, isCommand);
        reader.readAll((file == null ? "" : text(file)) + "\n" + more, 0);
        if (file != null) reader.config.file(file.toAbsolutePath());
        if (!reader.unknown.isEmpty())
            throw new Failure("Unresolved Configuration(s) Detected:\n" + String.join("\n", reader.unknown)
                    + "\nModule Configuration detected without loadmodule directive or no ApplyConfig call: aborting");
        return new Result(reader.config, reader.renames);
    }

    /**
     * The text that arguments of the command line stand for: {@code --port 6380 --save ""} is two lines. An option takes at
     * least one value, so what follows its name is one even when it begins with dashes; {@code --save} may go without.
     */
    public static String options(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        boolean mayBegin = true;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!mayBegin || !argument.startsWith("--")) {
                text.append(Words.quote(argument)).append(' ');
                mayBegin = true;
                continue;
            }
            if (!text.isEmpty()) text.append('\n');
            text.append(argument, 2, argument.length()).append(' ');
            boolean last = i == arguments.size() - 1;
            List<String> words = Words.split(argument);
            boolean alone = words != null && words.size() == 1;
            boolean bare = alone
                    && argument.equalsIgnoreCase("--save")
                    && (last || arguments.get(i + 1).startsWith("--"));
            if (bare) text.append("\"\"");
            mayBegin = !alone || bare;
        }
        return text.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new Failure("Fatal error, can't open config file '" + file + "': No such file or directory");
        } catch (IOException e) {
            throw new Failure("Fatal error, can't open config file '" + file + "': " + e.getMessage());
        }
    }

    private void readAll(String text, int depth) {
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            try {
                read(line, depth);
            } catch (ConfigException e) {
                throw new Failure("\n*** FATAL CONFIG FILE ERROR (Redis " + version + ") ***\n"
                        + "Reading the configuration file, at line " + number + "\n>>> '" + shown(line) + "'\n"
                        + e.reason());
            }
        }
    }

    /** Without what may be a secret. */
    private static String shown(String line) {
        String name = line.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return name.equals("user") || ServerConfig.isSensitive(name) ? name + " (redacted)" : line;
    }

    private void read(String line, int depth) {
        List<String> words = Words.split(line);
        if (words == null) throw new ConfigException("Unbalanced quotes in configuration line");
        if (words.isEmpty()) return;
        String name = words.get(0).toLowerCase(Locale.ROOT);
        List<String> rest = words.subList(1, words.size());
        if (ServerConfig.knows(name)) config.load(name, rest);
        else if (FORGOTTEN.contains(name) && rest.size() == 1) return;
        else if (name.equals("include") && rest.size() == 1) include(rest.get(0), depth);
        else if (name.equals("rename-command") && rest.size() == 2) rename(rest.get(0), rest.get(1));
        else if (name.equals("user") && !rest.isEmpty()) config.addUser(rest);
        else if (name.equals("loadmodule"))
            throw new ConfigException("'" + name + "' is not supported by this version of the engine");
        else if (rest.isEmpty()) throw new ConfigException("Bad directive or wrong number of arguments");
        else unknown.add(">>> '" + name + " " + String.join(" ", rest) + "'");
    }

    private void rename(String from, String to) {
        String command = from.toUpperCase(Locale.ROOT);
        String target = to.toUpperCase(Locale.ROOT);
        boolean there = renames.containsValue(command) || (isCommand.test(command) && !renames.containsKey(command));
        if (!there) throw new ConfigException("No such command in rename-command");
        if (renames.containsValue(target) && !target.isEmpty()
                || isCommand.test(target) && !renames.containsKey(target))
            throw new ConfigException("Target command name already exists");
        renames.put(command, target);
    }

    /** A pattern that matches no file is no error: the folder may be empty. */
    private void include(String name, int depth) {
        if (depth == MAX_DEPTH) throw new ConfigException("Too many files include each other");
        boolean pattern = name.matches(".*[*?\\[].*");
        List<Path> files = pattern ? matching(Path.of(name)) : List.of(Path.of(name));
        for (Path file : files) readAll(text(file), depth + 1);
    }

    private static List<Path> matching(Path pattern) {
        Path folder = pattern.toAbsolutePath().getParent();
        List<Path> files = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) return files;
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder, pattern.getFileName().toString())) {
            for (Path p : found) if (!p.getFileName().toString().startsWith(".")) files.add(p);
        } catch (IOException e) {
            throw new Failure("Fatal error, can't open config file '" + pattern + "': " + e.getMessage());
        }
        files.sort(null);
        return files;
    }
}
