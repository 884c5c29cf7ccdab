package dev.redstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a command sends, as one line to compare with ({@code SET k v PX 1000}), and the replies that it may get. */
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

    /**
     * A reply in the shapes that it has over RESP2 and over RESP3: a string, a whole number or null is itself; a fraction, a
     * list, a set and a map may be another thing in each.
     */
    static List<Reply> shapes(@Nullable Object value) {
        return List.of(reply(value, false), reply(value, true));
    }

    private static Reply reply(@Nullable Object value, boolean resp3) {
        if (value == null) return Reply.NULL;
        if (value instanceof Reply reply) return reply;
        if (value instanceof Integer number) return Reply.integer(number);
        if (value instanceof Long number) return Reply.integer(number);
        if (value instanceof Double number) return resp3 ? new Reply.Double(number) : Reply.blob(number.toString());
        if (value instanceof List<?> list) return new Reply.Array(replies(list, resp3));
        if (value instanceof Set<?> set) {
            List<Reply> members = replies(set, resp3);
            return resp3 ? new Reply.SetOf(members) : new Reply.Array(members);
        }
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<Reply, Reply>> entries = new ArrayList<>();
            map.forEach((k, v) -> entries.add(Map.entry(reply(k, resp3), reply(v, resp3))));
            return resp3 ? new Reply.MapOf(entries) : new Reply.Array(Reply.elements(new Reply.MapOf(entries)));
        }
        return Reply.blob((String) value);
    }

    private static List<Reply> replies(Collection<?> values, boolean resp3) {
        return values.stream().map(value -> reply(value, resp3)).toList();
    }

    /** A text as RESP2 and RESP3 have it for people: a bulk string, and a verbatim one. */
    static List<Reply> texts(String text) {
        return List.of(Reply.blob(text), new Reply.Verbatim("txt", text.getBytes(UTF_8)));
    }

    /** Names and values in turn, in this order. */
    static Map<Object, Object> map(Object... namesAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put(namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }
}
