package dev.redstart.examples;

import dev.redstart.Bytes;
import dev.redstart.Codec;
import dev.redstart.Redis;
import dev.redstart.ScanOptions;
import dev.redstart.TypedRedis;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a story gets.
 *
 * @param redis      an open handle, shared by all stories of one run as a service would share it
 * @param page       where to print
 * @param prefix     what all of its keys and channels begin with
 * @param transcript where {@code swap} writes every step, or null
 */
record Context(Redis redis, Page page, String prefix, @Nullable Path transcript) {

    /** The key that the story calls by this name. */
    String key(String name) {
        return prefix + name;
    }

    /** Fails the story when one of its facts does not hold. */
    void check(boolean holds, String fact) {
        if (!holds) throw new IllegalStateException("does not hold: " + fact);
    }

    /**
     * Deletes what has the story's prefix, and nothing else: other keys of the server are none of its business. By a scan,
     * which gives way to other clients between its steps, and in bytes, since not every key need be text.
     */
    void clean() {
        TypedRedis<Bytes, Bytes> bytes = redis.with(Codec.bytes(), Codec.bytes());
        for (Bytes key : bytes.scan(ScanOptions.match(prefix + "*").count(1000))) bytes.unlink(key);
    }
}
