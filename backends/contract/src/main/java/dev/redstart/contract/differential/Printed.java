package dev.redstart.contract.differential;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Commands and replies as text that a person reads and redis-cli takes. */
final class Printed {

    private static final int LONGEST_TEXT = 100;
    private static final int MOST_ELEMENTS = 60;

    private Printed() {}

    static String words(String name, List<byte[]> arguments) {
        StringBuilder line = new StringBuilder(name);
        arguments.stream().limit(MOST_ELEMENTS).forEach(a -> line.append(' ').append(word(a)));
        if (arguments.size() > MOST_ELEMENTS)
            line.append(" ... (").append(arguments.size()).append(" arguments)");
        return line.toString();
    }

    private static String word(byte[] bytes) {
        boolean plain = bytes.length > 0 && bytes.length <= LONGEST_TEXT;
        for (byte b : bytes) plain &= b > ' ' && b < 127 && b != '"' && b != '\'' && b != '\\';
        if (plain) return new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(bytes.length, LONGEST_TEXT); i++) {
            int b = bytes[i] & 0xFF;
            if (b == '"' || b == '\\') quoted.append('\\').append((char) b);
            else if (b >= ' ' && b < 127) quoted.append((char) b);
            else quoted.append(String.format("\\x%02x", b));
        }
        quoted.append('"');
        if (bytes.length > LONGEST_TEXT)
            quoted.append("...(").append(bytes.length).append(" bytes)");
        return quoted.toString();
    }

    /** A reply with its type on the wire. */
    static String reply(Reply reply) {
        if (reply instanceof Reply.Text t) return "+" + t.value();
        if (reply instanceof Reply.Blob b) return "$" + word(b.value());
        if (reply instanceof Reply.Int i) return ":" + i.value();
        if (reply instanceof Reply.Double d) return "," + d.value();
        if (reply instanceof Reply.Bool b) return "#" + b.value();
        if (reply instanceof Reply.Null) return "null";
        if (reply instanceof Reply.Error e) return "-" + e.message();
        if (reply instanceof Reply.Array a) return list("[", a.elements(), "]");
        if (reply instanceof Reply.SetOf s) return list("~{", s.elements(), "}");
        if (reply instanceof Reply.Push p) return list(">" + p.kind() + "[", p.elements(), "]");
        if (reply instanceof Reply.MapOf m)
            return m.entries().stream()
                    .limit(MOST_ELEMENTS)
                    .map((Map.Entry<Reply, Reply> e) -> reply(e.getKey()) + ": " + reply(e.getValue()))
                    .collect(Collectors.joining(", ", "%{", "}"));
        return reply.toString();
    }

    private static String list(String open, List<Reply> elements, String close) {
        String more = elements.size() > MOST_ELEMENTS ? ", ... (" + elements.size() + ")" : "";
        return elements.stream()
                .limit(MOST_ELEMENTS)
                .map(Printed::reply)
                .collect(Collectors.joining(", ", open, more + close));
    }
}
