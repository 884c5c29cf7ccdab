package dev.redstart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link Watch}. */
record WatchView<K, V>(Transactions<K, V> transactions, List<K> keys, int attempts) implements Watch<K, V> {

    private static final int DEFAULT_ATTEMPTS = 16;

    WatchView(Transactions<K, V> transactions, List<K> keys) {
        this(transactions, keys, DEFAULT_ATTEMPTS);
        if (keys.isEmpty()) throw new IllegalArgumentException("needs at least one key to watch");
    }

    @Override
    public Watch<K, V> attempts(int most) {
        if (most < 1) throw new IllegalArgumentException("needs at least one attempt, not " + most);
        return new WatchView<>(transactions, keys, most);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Outcome<T> transact(WatchBody<K, V, T, X> body) throws X {
        return transactions.watching(keys, attempts, body);
    }
}
