package dev.redstart.contract;

import dev.redstart.FieldValue;
import dev.redstart.RedisCommands;
import dev.redstart.StreamEntry;
import dev.redstart.StreamId;
import dev.redstart.XaddOptions;
import java.util.Arrays;
import java.util.List;

/** Entries of streams for the cases: {@code 7-0} has the field {@code f} with the value {@code v7}. */
final class Entries {

    private Entries() {}

    static StreamId id(long millis) {
        return new StreamId(millis, 0);
    }

    static List<StreamId> ids(long... millis) {
        return Arrays.stream(millis).mapToObj(Entries::id).toList();
    }

    static StreamEntry<String, String> entry(long millis) {
        return new StreamEntry<>(id(millis), List.of(new FieldValue<>("f", "v" + millis)));
    }

    static List<StreamEntry<String, String>> entries(long... millis) {
        return Arrays.stream(millis).mapToObj(Entries::entry).toList();
    }

    /** One that is pending, but no longer in the stream. */
    static StreamEntry<String, String> deleted(long millis) {
        return new StreamEntry<>(id(millis), List.of());
    }

    static void add(RedisCommands<String, String> redis, String key, long... millis) {
        for (long ms : millis) redis.xadd(key, XaddOptions.id(id(ms)), "f", "v" + ms);
    }
}
