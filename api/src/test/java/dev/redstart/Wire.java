package dev.redstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.spi.Request;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a command sends, as one line to compare with: {@code SET k v PX 1000}. */
final class Wire {

    private Wire() {}

    /** The commands with text keys and values. */
    static Commands<String, String> commands() {
        return new Commands<>(Codec.utf8(), Codec.utf8(), null);
    }

    /** Name and arguments, joined by a space; an argument that is empty, or holds a space, or is no ASCII, is quoted. */
    static String of(Command<?> command) {
        Request request = command.request();
        return Stream.concat(
                        Stream.of(request.name()),
                        Arrays.stream(request.arguments()).map(Wire::printed))
                .collect(Collectors.joining(" "));
    }

    /** The arguments that are marked as keys, joined by a space. */
    static String keysOf(Command<?> command) {
        byte[][] arguments = command.request().arguments();
        return Arrays.stream(command.request().keyPositions())
                .mapToObj(i -> printed(arguments[i]))
                .collect(Collectors.joining(" "));
    }

    private static String printed(byte[] argument) {
        boolean plain = argument.length > 0;
        for (byte b : argument) plain &= b > ' ' && b < 127;
        if (plain) return new String(argument, UTF_8);
        return "'"
                + new String(argument, ISO_8859_1)
                        .chars()
                        .mapToObj(c -> c >= ' ' && c < 127 ? "" + (char) c : String.format("\\x%02x", c))
                        .collect(Collectors.joining())
                + "'";
    }
}
