package dev.redstart;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other clients of a server. Each command speaks of the clients of the one server that answers it; on a cluster that is any
 * of the nodes. What concerns the connection itself is on {@link RedisSession}.
 */
@CommandFamily
final class ClientFamily<K, V> extends Family<K, V> {

    ClientFamily(Types<K, V> types) {
        super(types);
    }

    /** All clients. O(N) in clients. */
    Command<List<ClientInfo>> clientList() {
        return read("CLIENT", 1).word("LIST").returning(ClientInfo::decodeList);
    }

    /** The clients of this type. */
    Command<List<ClientInfo>> clientList(ClientType type) {
        return read("CLIENT", 3).word("LIST").word("TYPE").word(type.name()).returning(ClientInfo::decodeList);
    }

    /** The clients with these numbers, as far as they are there; at least one. */
    Command<List<ClientInfo>> clientList(Collection<Long> ids) {
        if (ids.isEmpty()) throw new IllegalArgumentException("needs at least one id");
        CommandBuilder<K, V> command =
                read("CLIENT", 2 + ids.size()).word("LIST").word("ID");
        ids.forEach(command::number);
        return command.returning(ClientInfo::decodeList);
    }

    /**
     * Closes the connections of the clients that all of the filter applies to. Gives how many there were. The one that asks is
     * spared, unless the filter says otherwise.
     */
    Command<Long> clientKill(ClientFilter filter) {
        return write("CLIENT", 13).word("KILL").options(Options.given(filter)).returning(Decoders.integer());
    }

    /**
     * Lets commands of all clients wait for this long, rounded up to a millisecond; above zero. Replicas and what the server
     * does by itself go on. This handle's own commands wait, too, and may fail with a timeout.
     */
    Command<@Nullable Void> clientPause(Duration time) {
        return write("CLIENT", 2).word("PAUSE").millis(time).returning(Decoders.ok());
    }

    /** As {@link #clientPause(Duration)}, for all commands or just for those that write. */
    Command<@Nullable Void> clientPause(Duration time, PauseMode mode) {
        return write("CLIENT", 3).word("PAUSE").millis(time).word(mode.name()).returning(Decoders.ok());
    }

    /** Ends a pause before its time; where all commands wait, this one does as well. */
    Command<@Nullable Void> clientUnpause() {
        return write("CLIENT", 1).word("UNPAUSE").returning(Decoders.ok());
    }

    /** Ends the blocking command of this client, as if its timeout had passed. Whether it was waiting in one. */
    Command<Boolean> clientUnblock(long id) {
        return write("CLIENT", 2).word("UNBLOCK").number(id).returning(Decoders.bool());
    }

    /** As {@link #clientUnblock(long)}; with {@link UnblockMode#ERROR} the other one gets {@code UNBLOCKED}, an error. */
    Command<Boolean> clientUnblock(long id, UnblockMode mode) {
        return write("CLIENT", 3).word("UNBLOCK").number(id).word(mode.name()).returning(Decoders.bool());
    }
}
