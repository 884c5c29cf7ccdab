package dev.redstart.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringValueTest {

    private static StringValue of(String text) {
        return StringValue.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(StringValue value) {
        return new String(value.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void encodings() {
        assertThat(of("0").encoding()).isEqualTo("int");
        assertThat(of("-9223372036854775808").encoding()).isEqualTo("int");
        assertThat(of("9223372036854775808").encoding()).isEqualTo("embstr");
        assertThat(of("007").encoding()).isEqualTo("embstr");
        assertThat(of("-0").encoding()).isEqualTo("embstr");
        assertThat(of("").encoding()).isEqualTo("embstr");
        assertThat(of("x".repeat(44)).encoding()).isEqualTo("embstr");
        assertThat(of("x".repeat(45)).encoding()).isEqualTo("raw");
        assertThat(of("1").append(new byte[] {'2'}).encoding()).isEqualTo("raw");
        assertThat(StringValue.text(new byte[] {'7'}).encoding()).isEqualTo("embstr");
    }

    @Test
    void whatWasPublishedStaysAsItIsWhateverIsAppendedAndEdited() {
        StringValue growing =
                StringValue.raw("abc".getBytes(StandardCharsets.UTF_8)).append(new byte[] {'d'});
        growing.published();
        StringValue edited = growing.append(new byte[] {'e'}).edited(0);
        edited.array()[0] = 'X';
        assertThat(new String(growing.bytes(), StandardCharsets.UTF_8)).isEqualTo("abcd");
        assertThat(new String(edited.bytes(), StandardCharsets.UTF_8)).isEqualTo("Xbcde");
    }

    @Test
    void appendingLeavesEarlierValuesAlone() {
        List<StringValue> values = new ArrayList<>(List.of(of("a")));
        StringBuilder expected = new StringBuilder("a");
        List<String> texts = new ArrayList<>(List.of("a"));
        for (int i = 0; i < 300; i++) {
            values.add(values.get(i).append(new byte[] {(byte) ('b' + i % 20)}));
            texts.add(expected.append((char) ('b' + i % 20)).toString());
        }
        // A second value behind one whose room is taken gets an array of its own.
        StringValue fork = values.get(100).append("fork".getBytes(StandardCharsets.UTF_8));
        assertThat(text(fork)).isEqualTo(texts.get(100) + "fork");
        for (int i = 0; i < values.size(); i++) assertThat(text(values.get(i))).isEqualTo(texts.get(i));
    }

    @Test
    void editingChangesNobodyElsesBytes() {
        byte[] given = "x".repeat(60).getBytes(StandardCharsets.UTF_8);
        StringValue edited = StringValue.of(given).edited(70);
        edited.array()[0] = 'y';
        assertThat(given[0]).as("the array of a request that may be sent again").isEqualTo((byte) 'x');
        assertThat(edited.length()).isEqualTo(70);
        assertThat(text(edited)).isEqualTo("y" + "x".repeat(59) + "\0".repeat(10));

        StringValue copy = (StringValue) edited.copy();
        assertThat(edited.edited(70)).as("its own, so in place").isSameAs(edited);
        edited.array()[1] = 'z';
        assertThat(text(copy)).startsWith("yxx");
    }

    @Test
    void growingAgainAfterAnAppendTookTheRoomShowsZeros() {
        StringValue one = of("a").append(new byte[] {'b'});
        one.append(new byte[] {'c'});
        assertThat(text(one.edited(4))).isEqualTo("ab\0\0");
        assertThat(of("12").edited(0).encoding()).isEqualTo("raw");
    }

    @Test
    void aCopySharesNothingThatChanges() {
        StringValue one = of("a").append(new byte[] {'b'});
        StringValue two = (StringValue) one.copy();
        one.append(new byte[] {'x'});
        assertThat(text(two.append(new byte[] {'y'}))).isEqualTo("aby");
        assertThat(two.encoding()).isEqualTo("raw");
    }
}
