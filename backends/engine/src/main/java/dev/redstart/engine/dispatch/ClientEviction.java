package dev.redstart.engine.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * {@code maxmemory-clients}: closes clients, the largest first, while all together take too much memory. Not those that
 * have said CLIENT NO-EVICT ON, nor sessions inside this JVM. Used under the engine's lock.
 */
final class ClientEviction {

    private final Dispatcher dispatcher;
    private long limit;

    ClientEviction(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** In bytes; 0 for none. */
    void limit(long bytes) {
        limit = bytes;
    }

    boolean isOn() {
        return limit > 0;
    }

    /** Looks closer if {@code estimate} of what all clients take is too much. */
    void run(long estimate) {
        if (limit <= 0 || estimate <= limit) return;
        dispatcher.memory().refresh();
        long sum = 0;
        for (ClientSession client : dispatcher.clients().all()) if (mayGo(client)) sum += client.countedBytes;
        while (sum > limit) {
            ClientSession largest = largest();
            if (largest == null) return;
            sum -= largest.countedBytes;
            dispatcher.host().notice("Evicting client: id=" + largest.id() + " addr=" + largest.address());
            dispatcher.clients().end(largest);
            dispatcher.stats().evictedClients++;
        }
    }

    private static boolean mayGo(ClientSession client) {
        return client.link() != null && !client.noEvict();
    }

    private @Nullable ClientSession largest() {
        ClientSession largest = null;
        for (ClientSession client : dispatcher.clients().all()) {
            if (mayGo(client) && (largest == null || client.countedBytes > largest.countedBytes)) largest = client;
        }
        return largest;
    }
}
