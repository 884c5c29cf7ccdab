package dev.redstart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a stream. Its fields have an order, and one may come several times: {@code fields} has them as they were added.
 * Mostly each comes once, and {@link #body()} or {@link #get} says it shorter.
 *
 * @param id     what it is named by
 * @param fields fields with their values, in order; none when the entry {@linkplain #isDeleted() was deleted}; cannot be
 *               changed
 * @param <K>    field
 * @param <V>    value
 */
public record StreamEntry<K, V>(StreamId id, List<FieldValue<K, V>> fields) {

    /**
     * Whether it is in the stream no more. Only the history of a consumer ({@code xreadgroup} from another offset than
     * {@code undelivered}) shows such entries: they are pending still. Every other entry has a field.
     */
    public boolean isDeleted() {
        return fields.isEmpty();
    }

    /** The fields as a map, in order; of a field that comes several times the last value. A copy that cannot be changed. */
    public Map<K, V> body() {
        Map<K, V> body = new LinkedHashMap<>();
        for (FieldValue<K, V> f : fields) body.put(f.field(), f.value());
        return Collections.unmodifiableMap(body);
    }

    /** Value of {@code field}, or null when it has none; of a field that comes several times the last one. O(n). */
    public @Nullable V get(K field) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).field().equals(field)) return fields.get(i).value();
        }
        return null;
    }
}
