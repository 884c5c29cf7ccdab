package dev.redstart.caffeine;

import dev.redstart.engine.structure.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key of one database; another database's key of the same bytes is another. */
final class CacheKey {

    final CacheKeyspace owner;
    final byte[] bytes;
    private final int hash;

    CacheKey(CacheKeyspace owner, byte[] bytes) {
        this.owner = owner;
        this.bytes = bytes;
        this.hash = Hashing.hash32(bytes) ^ owner.salt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof CacheKey k && hash == k.hash && owner == k.owner && Arrays.equals(bytes, k.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
