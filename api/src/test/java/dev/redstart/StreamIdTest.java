package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IDs of streams as values, and entries by field. */
class StreamIdTest {

    private static final String LAST = "18446744073709551615-18446744073709551615";

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "0-1", "1526919030474-55", "9223372036854775808-9223372036854775807", LAST})
    void whatIsWrittenIsRead(String text) {
        assertThat(StreamId.parse(text)).hasToString(text);
    }

    @Test
    void aTimeAloneIsItsFirstId() {
        assertThat(StreamId.parse("17")).isEqualTo(new StreamId(17, 0));
        assertThat(StreamId.firstAt(Instant.ofEpochMilli(17))).hasToString("17-0");
        assertThat(StreamId.lastAt(Instant.ofEpochMilli(17))).hasToString("17-18446744073709551615");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamId.firstAt(Instant.ofEpochMilli(-1)))
                .withMessageContaining("before 1970");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "1-", "-1", "1-2-3", "+1-2", "1-+2", "1--2", " 1-2", "a-1", "$", "1-*", LAST + "0"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamId.parse(text))
                .withMessageContaining("1526919030474-55");
    }

    @Test
    void theyAreOrderedAsUnsignedNumbers() {
        List<StreamId> ascending = List.of(
                StreamId.MIN,
                new StreamId(0, 1),
                new StreamId(0, -1),
                new StreamId(1, 0),
                new StreamId(Long.MAX_VALUE, 5),
                new StreamId(Long.MIN_VALUE, 4),
                new StreamId(-1, 0),
                StreamId.MAX);
        List<StreamId> shuffled = new ArrayList<>(ascending);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(shuffled).isNotEqualTo(ascending);
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ascending);
    }

    @Test
    void theNextComesRightAfter() {
        assertThat(StreamId.MIN.next()).hasToString("0-1");
        assertThat(new StreamId(5, -1).next()).hasToString("6-0");
        assertThat(new StreamId(-1, -2).next()).isEqualTo(StreamId.MAX);
        assertThatThrownBy(StreamId.MAX::next)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining(LAST);
    }

    @Test
    void aFieldThatComesTwiceIsKeptAndItsLastValueCounts() {
        StreamEntry<String, String> entry = new StreamEntry<>(
                new StreamId(1, 1),
                List.of(new FieldValue<>("b", "1"), new FieldValue<>("a", "2"), new FieldValue<>("b", "3")));
        assertThat(entry.fields()).hasSize(3);
        assertThat(entry.body()).containsExactly(Map.entry("b", "3"), Map.entry("a", "2"));
        assertThat(entry.get("b")).isEqualTo("3");
        assertThat(entry.get("a")).isEqualTo("2");
        assertThat(entry.get("none")).isNull();
        assertThat(entry.isDeleted()).isFalse();
        assertThatThrownBy(() -> entry.body().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
