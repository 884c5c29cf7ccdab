package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.structure.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldHeapTest {

    @Test
    void theNextOneIsAlwaysFirst() {
        Seeded.run(50, random -> {
            FieldHeap heap = new FieldHeap();
            List<HashField.Expiring> model = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                boolean grows = i < 300 ? random.nextInt(3) > 0 : random.nextInt(4) == 0;
                if (model.isEmpty() || grows) {
                    HashField.Expiring field = new HashField.Expiring(new byte[0], 0, new byte[0], random.nextInt(100));
                    heap.add(field);
                    model.add(field);
                } else if (random.nextBoolean()) {
                    HashField.Expiring field = model.get(random.nextInt(model.size()));
                    field.at = random.nextInt(100);
                    heap.moved(field);
                } else {
                    heap.remove(model.remove(random.nextInt(model.size())));
                }
                check(heap, model);
            }
        });
    }

    private static void check(FieldHeap heap, List<HashField.Expiring> model) {
        assertThat(heap.size()).isEqualTo(model.size());
        HashField.Expiring first = heap.first();
        if (model.isEmpty()) {
            assertThat(first).isNull();
            return;
        }
        long next = model.stream().mapToLong(f -> f.at).min().getAsLong();
        assertThat(first).isNotNull().matches(f -> f.at == next).isIn(model);
    }

    @Test
    void comesOutInOrder() {
        FieldHeap heap = new FieldHeap();
        for (int i = 0; i < 1000; i++) heap.add(new HashField.Expiring(new byte[0], 0, new byte[0], i * 7919L % 1000));
        for (int i = 0; i < 1000; i++) {
            HashField.Expiring first = heap.first();
            assertThat(first).isNotNull().matches(f -> f.at >= 0);
            assertThat(first.at).isEqualTo(i);
            heap.remove(first);
        }
        assertThat(heap.first()).isNull();
    }
}
