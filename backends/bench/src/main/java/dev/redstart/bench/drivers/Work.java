package dev.redstart.bench.drivers;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a thread does again and again; keys and values of 16 characters. */
enum Work {
    GET("get", 1) {
        @Override
        void once(Client client) {
            check(client.get(key()));
        }
    },
    SET("set", 1) {
        @Override
        void once(Client client) {
            client.set(key(), VALUE);
        }
    },
    PIPELINED_GET("100 gets", 100) {
        @Override
        void once(Client client) {
            List<@Nullable String> values = client.getAll(hundredKeys());
            if (values.size() != 100) throw new IllegalStateException(values.size() + " values for 100 keys");
            values.forEach(Work::check);
        }
    },
    PIPELINED_SET("100 sets", 100) {
        @Override
        void once(Client client) {
            client.setAll(hundredKeys(), VALUE);
        }
    };

    private static final String VALUE = "value-0123456789";
    private static final List<String> KEYS =
            IntStream.range(0, 1000).mapToObj("key-%012d"::formatted).toList();

    private final String title;
    private final int calls;

    Work(String title, int calls) {
        this.title = title;
        this.calls = calls;
    }

    /** Does it; a wrong answer is an exception. */
    abstract void once(Client client);

    String title() {
        return title;
    }

    /** Commands in one go. */
    int calls() {
        return calls;
    }

    /** Stores what the gets ask for. */
    static void fill(Client client) {
        client.setAll(KEYS, VALUE);
    }

    private static String key() {
        return KEYS.get(ThreadLocalRandom.current().nextInt(KEYS.size()));
    }

    private static List<String> hundredKeys() {
        int from = ThreadLocalRandom.current().nextInt(KEYS.size() - 100);
        return KEYS.subList(from, from + 100);
    }

    private static void check(@Nullable String value) {
        if (!VALUE.equals(value)) throw new IllegalStateException("got " + value + " where " + VALUE + " is stored");
    }
}
