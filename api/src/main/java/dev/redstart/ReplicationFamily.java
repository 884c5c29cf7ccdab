package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Who replicates whom. Each command speaks to the one server that answers it: open a handle on that server, not on a cluster
 * or on sentinels, which see to their replication themselves.
 */
@CommandFamily
final class ReplicationFamily<K, V> extends Family<K, V> {

    ReplicationFamily(Types<K, V> types) {
        super(types);
    }

    /** What the server is in its replication. */
    Command<Role> role() {
        return read("ROLE", 0).returning(Role::decode);
    }

    /**
     * Makes the server a replica of another one, which it connects to by itself, afterwards: all its data is given up for that
     * of the other one. Not in a cluster.
     */
    Command<@Nullable Void> replicaof(String host, int port) {
        return write("REPLICAOF", 2).text(host).number(port).returning(Decoders.ok());
    }

    /** Makes the server a primary, with the data that it has. Not in a cluster. */
    Command<@Nullable Void> replicaofNoOne() {
        return write("REPLICAOF", 2).word("NO").word("ONE").returning(Decoders.ok());
    }

    /**
     * Begins to hand over to a replica, any that has caught up: writes are held up until one has, then it becomes the primary
     * and this server its replica. {@code INFO replication} tells how far it is.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR FAILOVER requires connected replicas.}
     */
    Command<@Nullable Void> failover() {
        return write("FAILOVER", 0).returning(Decoders.ok());
    }

    /** As {@link #failover()}, with options. */
    Command<@Nullable Void> failover(FailoverOptions options) {
        return write("FAILOVER", 6).options(Options.given(options)).returning(Decoders.ok());
    }

    /**
     * Gives a {@link #failover()} up.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR No failover in progress.}
     */
    Command<@Nullable Void> failoverAbort() {
        return write("FAILOVER", 1).word("ABORT").returning(Decoders.ok());
    }
}
