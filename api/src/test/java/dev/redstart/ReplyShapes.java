package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same reply as the two protocols have it. */
final class ReplyShapes {

    private ReplyShapes() {}

    /** Named fields: a map in RESP3, names and values in turn in RESP2. */
    static Reply fields(boolean resp3, Object... namesAndValues) {
        List<Map.Entry<Reply, Reply>> entries = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            entries.add(Map.entry(Reply.blob((String) namesAndValues[i]), (Reply) namesAndValues[i + 1]));
        if (resp3) return new Reply.MapOf(entries);
        return Reply.array(entries.stream()
                .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
                .toArray(Reply[]::new));
    }

    /** A number with a fraction: a double in RESP3, a text in RESP2. */
    static Reply decimal(boolean resp3, double value) {
        return resp3 ? new Reply.Double(value) : Reply.blob(Double.toString(value));
    }

    /** A yes or no: a boolean in RESP3, 1 or 0 in RESP2. */
    static Reply bool(boolean resp3, boolean value) {
        return resp3 ? new Reply.Bool(value) : Reply.integer(value ? 1 : 0);
    }
}
