package dev.redstart.engine.keyspace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one hash that expire, the next one first: a binary heap in an array whose elements know their slot, so that
 * any of them can be taken out in O(log n).
 */
final class FieldHeap {

    private static final int MIN_ROOM = 16;

    private HashField.Expiring[] heap = new HashField.Expiring[4];
    private int size;

    int size() {
        return size;
    }

    HashField.@Nullable Expiring first() {
        return size == 0 ? null : heap[0];
    }

    void add(HashField.Expiring field) {
        if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
        put(size++, field);
        up(field);
    }

    @SuppressWarnings("NullAway") // An empty slot behind the last one is null, as in any list.
    void remove(HashField.Expiring field) {
        HashField.Expiring last = heap[--size];
        heap[size] = null;
        if (last != field) {
            put(field.slot, last);
            moved(last);
        }
        if (size > MIN_ROOM && size < heap.length / 4) heap = Arrays.copyOf(heap, heap.length / 2);
    }

    /** The field's time has been changed. */
    void moved(HashField.Expiring field) {
        up(field);
        down(field);
    }

    private void put(int slot, HashField.Expiring field) {
        heap[slot] = field;
        field.slot = slot;
    }

    private void up(HashField.Expiring field) {
        int at = field.slot;
        while (at > 0 && heap[(at - 1) / 2].at > field.at) {
            put(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, field);
    }

    private void down(HashField.Expiring field) {
        int at = field.slot;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1].at < heap[child].at) child++;
            if (heap[child].at >= field.at) break;
            put(at, heap[child]);
            at = child;
        }
        put(at, field);
    }
}
