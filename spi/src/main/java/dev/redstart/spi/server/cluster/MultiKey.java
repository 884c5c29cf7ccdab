package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code splitMultiKey=true}: a command over keys of several slots as one command for each slot. What was atomic on one
 * server is not any more, which is why nobody gets this without asking.
 */
final class MultiKey {

    private static final Set<String> COUNTING = Set.of("DEL", "UNLINK", "EXISTS", "TOUCH");

    private MultiKey() {}

    /** Null when the command is none of those that can be split. */
    static @Nullable Plan split(Request request) {
        boolean pairs = request.name().equals("MSET");
        boolean values = request.name().equals("MGET");
        if (!pairs && !values && !COUNTING.contains(request.name())) return null;
        // Each argument is a key, or with MSET each second one.
        int step = pairs ? 2 : 1;
        byte[][] arguments = request.arguments();
        Map<Integer, List<Integer>> bySlot = new LinkedHashMap<>();
        for (int i = 0; i + step <= arguments.length; i += step)
            bySlot.computeIfAbsent(KeySlot.of(arguments[i]), slot -> new ArrayList<>())
                    .add(i);
        List<Errand> errands = new ArrayList<>();
        bySlot.forEach((slot, positions) -> errands.add(Errand.bySlot(part(request, positions, step), slot)));
        if (values) return new Plan(errands, replies -> gather(replies, bySlot.values(), arguments.length));
        return new Plan(errands, pairs ? Merge.FIRST : Merge.SUM);
    }

    private static Request part(Request whole, List<Integer> positions, int step) {
        Request.Builder part = whole.access() == Request.Access.READ
                ? Request.read(whole.name(), positions.size() * step)
                : Request.write(whole.name(), positions.size() * step);
        if (whole.access() == Request.Access.IDEMPOTENT_WRITE) part.idempotent();
        for (int position : positions) {
            part.key(whole.arguments()[position]);
            if (step == 2) part.arg(whole.arguments()[position + 1]);
        }
        return part.build();
    }

    /** Each value back at the position of its key. */
    private static Reply gather(List<Reply> replies, Iterable<List<Integer>> positions, int size) {
        Reply[] values = new Reply[size];
        int r = 0;
        for (List<Integer> of : positions) {
            Reply reply = replies.get(r++);
            if (reply instanceof Reply.Error) return reply;
            List<Reply> elements = Reply.elements(reply);
            for (int i = 0; i < of.size(); i++) values[of.get(i)] = elements.get(i);
        }
        return new Reply.Array(Arrays.asList(values));
    }
}
