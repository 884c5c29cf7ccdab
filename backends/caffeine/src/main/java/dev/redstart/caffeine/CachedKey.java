package dev.redstart.caffeine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key of a cache.
 *
 * @param database number of its database
 * @param bytes    its name; not to be changed
 */
public record CachedKey(int database, byte[] bytes) {

    /** Its name, taken as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Equal when database and bytes are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CachedKey k && database == k.database && Arrays.equals(bytes, k.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * database + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return database + ":" + text();
    }
}
