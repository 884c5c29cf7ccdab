package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Transport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/** The other databases of the servers behind Sentinels, each opened when it is first asked for. Thread-safe. */
final class SentinelDatabases {

    private final int own;
    private final IntFunction<Transport> open;
    private final ReentrantLock opening = new ReentrantLock();
    private final Map<Integer, Transport> others = new HashMap<>();

    /** @param open opens one and proves that it is there */
    SentinelDatabases(RoutedSettings settings, IntFunction<Transport> open) {
        this.own = settings.ofNode().database();
        this.open = open;
    }

    /** {@code self} for the database that it has selected itself. */
    Transport of(int index, Transport self) {
        if (index == own) return self;
        opening.lock();
        try {
            Transport known = others.get(index);
            if (known != null) return known;
            Transport fresh = open.apply(index);
            others.put(index, fresh);
            return fresh;
        } finally {
            opening.unlock();
        }
    }

    void close() {
        opening.lock();
        try {
            others.values().forEach(Transport::close);
        } finally {
            opening.unlock();
        }
    }
}
