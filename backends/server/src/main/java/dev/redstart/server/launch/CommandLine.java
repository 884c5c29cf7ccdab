package dev.redstart.server.launch;

import dev.redstart.engine.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of the command line: {@code [FILE] [--option value ...] [-]}.
 *
 * @param file      configuration file; null for none
 * @param stdin     whether standard input holds more of it
 * @param arguments options, in their words
 */
record CommandLine(@Nullable Path file, boolean stdin, List<String> arguments) {

    static CommandLine parse(String[] args) {
        int from = args.length > 0 && !args[0].startsWith("-") ? 1 : 0;
        int to = args.length;
        boolean stdin = to > from && args[to - 1].equals("-");
        if (stdin) to--;
        return new CommandLine(from == 1 ? Path.of(args[0]) : null, stdin, List.of(Arrays.copyOfRange(args, from, to)));
    }

    boolean isEmpty() {
        return file == null && !stdin && arguments.isEmpty();
    }

    /** What comes after the file: standard input, then the options. */
    String more(InputStream in) {
        String options = ConfigFile.options(arguments);
        if (!stdin) return options;
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1) + "\n" + options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
