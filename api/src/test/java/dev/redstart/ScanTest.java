package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ScanTest {

    private final List<String> asked = new ArrayList<>();

    /** Pages by cursor: 0 gives nothing yet, 7 gives a and b, 18446744073709551615 gives c and the end. */
    private final Scan<String> scan = new Scan<>(cursor -> {
        asked.add(cursor.text());
        return switch (cursor.text()) {
            case "0" -> new ScanPage<>(ScanCursor.of("7"), List.of());
            case "7" -> new ScanPage<>(ScanCursor.of("18446744073709551615"), List.of("a", "b"));
            default -> new ScanPage<>(ScanCursor.of("0"), List.of("c"));
        };
    });

    @Test
    void goesThroughEmptyPagesToTheEnd() {
        assertThat(scan).containsExactly("a", "b", "c");
        assertThat(asked).containsExactly("0", "7", "18446744073709551615");
    }

    @Test
    void asksForAPageOnlyWhenItIsNeeded() {
        Iterator<String> elements = scan.iterator();
        assertThat(asked).isEmpty();
        elements.next();
        elements.next();
        assertThat(asked).containsExactly("0", "7");
        assertThat(scan.stream().limit(1)).containsExactly("a");
        assertThat(asked).containsExactly("0", "7", "0", "7");
    }

    @Test
    void beginsAnewEachTime() {
        assertThat(scan.stream().toList()).isEqualTo(scan.stream().toList());
    }

    @Test
    void endsForGood() {
        Iterator<String> elements = scan.iterator();
        elements.forEachRemaining(e -> {});
        assertThat(elements.hasNext()).isFalse();
        assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void theStartIsNotTheEndThoughBothAreZero() {
        assertThat(ScanCursor.START.isFinished()).isFalse();
        assertThat(ScanCursor.of("0").isFinished()).isTrue();
        assertThat(ScanCursor.of("0")).isNotEqualTo(ScanCursor.START);
        assertThat(ScanCursor.of("12").isFinished()).isFalse();
        assertThatThrownBy(() -> ScanCursor.of("0").text())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ScanCursor.START");
    }

    @Test
    void aPageIsReadFromItsReply() {
        Decoder<ScanPage<String>> decoder =
                Wire.commands().key().scan(ScanCursor.START).decoder();
        ScanPage<String> page =
                decoder.decode(Reply.array(Reply.blob("42"), Reply.array(Reply.blob("a"), Reply.blob("b"))));
        assertThat(page).isEqualTo(new ScanPage<>(ScanCursor.of("42"), List.of("a", "b")));
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.blob("42")))).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertThatThrownBy(() -> ScanOptions.count(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScanOptions.Choice.withoutType(ScanOptions.type("hash"), "HSCAN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HSCAN");
        ScanOptions.Choice options = ScanOptions.match("a*").count(3);
        assertThat(ScanOptions.Choice.withoutType(options, "HSCAN")).isSameAs(options);
    }
}
