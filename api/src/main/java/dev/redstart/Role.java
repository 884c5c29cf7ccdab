package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;

/** What a server is in its replication. */
public sealed interface Role {

    /**
     * It has the data, and others may copy it.
     *
     * @param offset   how far its stream of writes is, in bytes
     * @param replicas those that are connected
     */
    record Primary(long offset, List<ConnectedReplica> replicas) implements Role {}

    /**
     * A replica as its primary sees it.
     *
     * @param offset how far of the stream of writes it has confirmed, in bytes
     */
    record ConnectedReplica(String host, int port, long offset) {}

    /**
     * It copies another one.
     *
     * @param host   of its primary
     * @param port   of its primary
     * @param state  {@code handshake}, {@code connect}, {@code connecting}, {@code sync} or {@code connected}
     * @param offset how far of its primary's stream of writes it has got, in bytes; -1 before the first copy
     */
    record Replica(String host, int port, String state, long offset) implements Role {}

    /**
     * It is none of both, but watches others.
     *
     * @param primaries names of those that it watches
     */
    record Sentinel(List<String> primaries) implements Role {}

    /** The first word decides what follows. */
    static Role decode(Reply reply) {
        List<Reply> columns = Decoders.elements(reply);
        String kind = columns.isEmpty() ? "" : Decoders.string(columns.get(0));
        if (kind.equals("master") && columns.size() >= 3)
            return new Primary(
                    Decoders.integer().decode(columns.get(1)),
                    Decoders.list(Role::connected).decode(columns.get(2)));
        if (kind.equals("slave") && columns.size() >= 5)
            return new Replica(
                    Decoders.string(columns.get(1)),
                    Math.toIntExact(Decoders.integer().decode(columns.get(2))),
                    Decoders.string(columns.get(3)),
                    Decoders.integer().decode(columns.get(4)));
        if (kind.equals("sentinel") && columns.size() >= 2)
            return new Sentinel(Decoders.list(Decoders.text()).decode(columns.get(1)));
        throw new UnexpectedReply("a role", reply);
    }

    /** Port and offset come as texts. */
    private static ConnectedReplica connected(Reply reply) {
        List<Reply> columns = Decoders.elements(reply);
        if (columns.size() < 3) throw new UnexpectedReply("a replica's address and offset", reply);
        return new ConnectedReplica(
                Decoders.string(columns.get(0)),
                Integer.parseInt(Decoders.string(columns.get(1))),
                Long.parseLong(Decoders.string(columns.get(2))));
    }
}
