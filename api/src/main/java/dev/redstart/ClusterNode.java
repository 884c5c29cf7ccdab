package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node of a cluster, as one of them sees it.
 *
 * @param id           its name, 40 hexadecimal digits
 * @param host         where it is; empty when not known yet
 * @param port         where it takes commands
 * @param busPort      where nodes talk to it
 * @param hostname     its name in the DNS, when it announces one, else null
 * @param flags        {@code myself}, {@code master}, {@code slave}, {@code fail?}, {@code fail}, {@code handshake},
 *     {@code noaddr}, ...; none for {@code noflags}
 * @param primaryId    of a replica the node that it copies, else null
 * @param pingSent     since when it owes an answer, in milliseconds; null when it owes none
 * @param pongReceived when it answered last, in milliseconds; null when it never did, and for the node itself
 * @param configEpoch  the epoch of what it says about its slots
 * @param connected    whether there is a connection to it
 * @param slots        those that it serves
 * @param migrating    slots that are on their way to another node, whose id is the value
 * @param importing    slots that are on their way from another node, whose id is the value
 */
public record ClusterNode(
        String id,
        String host,
        int port,
        int busPort,
        @Nullable String hostname,
        Set<String> flags,
        @Nullable String primaryId,
        @Nullable Instant pingSent,
        @Nullable Instant pongReceived,
        long configEpoch,
        boolean connected,
        List<SlotRange> slots,
        Map<Integer, String> migrating,
        Map<Integer, String> importing) {

    private static final int COLUMNS = 8;

    /** One line for each node. */
    static List<ClusterNode> decodeLines(Reply reply) {
        return Decoders.string(reply).lines().map(line -> parse(line, reply)).toList();
    }

    /** One line. */
    static ClusterNode decode(Reply reply) {
        return parse(Decoders.string(reply), reply);
    }

    /** {@code id host:port@busport[,hostname[,name=value]...] flags primary ping pong epoch link [slot]...}. */
    private static ClusterNode parse(String line, Reply reply) {
        String[] columns = line.strip().split(" ");
        if (columns.length < COLUMNS) throw new UnexpectedReply("a node of at least eight columns", reply);
        String[] place = columns[1].split(",");
        int at = place[0].lastIndexOf('@');
        String address = at < 0 ? place[0] : place[0].substring(0, at);
        // An IPv6 address has colons of its own.
        int colon = address.lastIndexOf(':');
        if (colon < 0) throw new UnexpectedReply("a node's host:port@busport", reply);
        Set<String> flags = new LinkedHashSet<>(Arrays.asList(columns[2].split(",")));
        flags.remove("noflags");

        List<SlotRange> slots = new ArrayList<>();
        Map<Integer, String> migrating = new LinkedHashMap<>();
        Map<Integer, String> importing = new LinkedHashMap<>();
        for (int i = COLUMNS; i < columns.length; i++) {
            String slot = columns[i];
            if (!slot.startsWith("[")) slots.add(SlotRange.parse(slot));
            else if (slot.contains("->-")) addMove(slot, "->-", migrating);
            else addMove(slot, "-<-", importing);
        }
        return new ClusterNode(
                columns[0],
                address.substring(0, colon),
                Integer.parseInt(address.substring(colon + 1)),
                at < 0 ? 0 : Integer.parseInt(place[0].substring(at + 1)),
                place.length > 1 && !place[1].isEmpty() && place[1].indexOf('=') < 0 ? place[1] : null,
                Collections.unmodifiableSet(flags),
                columns[3].equals("-") ? null : columns[3],
                instant(columns[4]),
                instant(columns[5]),
                Long.parseLong(columns[6]),
                columns[7].equals("connected"),
                Collections.unmodifiableList(slots),
                Collections.unmodifiableMap(migrating),
                Collections.unmodifiableMap(importing));
    }

    /** {@code [93-<-id]}, or {@code [93->-id]}. */
    private static void addMove(String text, String arrow, Map<Integer, String> moves) {
        int at = text.indexOf(arrow);
        moves.put(Integer.valueOf(text.substring(1, at)), text.substring(at + arrow.length(), text.length() - 1));
    }

    private static @Nullable Instant instant(String millis) {
        return millis.equals("0") ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** Whether it is the node that told of it. */
    public boolean isMyself() {
        return flags.contains("myself");
    }

    /** Whether it is a primary, also one without slots. */
    public boolean isPrimary() {
        return flags.contains("master");
    }
}
