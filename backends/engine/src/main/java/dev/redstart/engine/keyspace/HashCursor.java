package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;
import org.jspecify.annotations.Nullable;

/** Walks the fields of a large hash, which nobody may change meanwhile; to be closed where the walk ends early. */
public final class HashCursor implements AutoCloseable {

    private final Dict.Walk<HashField> walk;
    private @Nullable HashField field;

    HashCursor(Dict.Walk<HashField> walk) {
        this.walk = walk;
    }

    /** Goes to the next field; false when there is none. */
    public boolean next() {
        if (!walk.hasNext()) return false;
        field = walk.next();
        return true;
    }

    private HashField current() {
        if (field == null) throw new IllegalStateException("not on a field");
        return field;
    }

    public byte[] field() {
        return current().key;
    }

    public byte[] value() {
        return current().value;
    }

    /** When the field expires; {@link Value#NEVER} if it stays. */
    public long expiry() {
        return current().expireAt();
    }

    @Override
    public void close() {
        walk.close();
    }
}
