package dev.redstart.contract.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {

    private static List<Integer> upTo(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void whatIsNotNeededGoes(int size) {
        int guilty = size * 2 / 3;
        assertThat(Shrinker.shrink(upTo(size), list -> list.contains(guilty))).containsExactly(guilty);
    }

    @Test
    void whatIsNeededTogetherStaysInOrder() {
        List<Integer> shrunk = Shrinker.shrink(upTo(90), list -> list.containsAll(List.of(3, 44, 89)));
        assertThat(shrunk).containsExactly(3, 44, 89);
    }

    @Test
    void noneThatIsLeftCanGo() {
        // Fails when the elements sum up to at least 200: many lists do, none of which can lose one.
        List<Integer> shrunk = Shrinker.shrink(upTo(40), list -> sum(list) >= 200);
        assertThat(sum(shrunk)).isGreaterThanOrEqualTo(200);
        for (int i = 0; i < shrunk.size(); i++) {
            List<Integer> without = new ArrayList<>(shrunk);
            without.remove(i);
            assertThat(sum(without)).isLessThan(200);
        }
    }

    private static int sum(List<Integer> list) {
        return list.stream().mapToInt(i -> i).sum();
    }

    @Test
    void whatCannotShrinkStays() {
        assertThat(Shrinker.shrink(upTo(5), list -> list.size() == 5)).isEqualTo(upTo(5));
    }
}
