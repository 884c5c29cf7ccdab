package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on sets send, and the shapes of reply that they take. */
class SetWireTest {

    private static final SetFamily<String, String> set = Wire.commands().set();
    private static final List<String> AB = List.of("a", "b");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("s", "SADD s v", set.sadd("s", "v")),
                arguments("s", "SADD s v w", set.sadd("s", "v", "w")),
                arguments("s", "SADD s a b", set.saddAll("s", AB)),
                arguments("s", "SREM s v", set.srem("s", "v")),
                arguments("s", "SREM s v w", set.srem("s", "v", "w")),
                arguments("s", "SREM s a b", set.sremAll("s", AB)),
                arguments("s", "SCARD s", set.scard("s")),
                arguments("s", "SISMEMBER s v", set.sismember("s", "v")),
                arguments("s", "SMISMEMBER s v w", set.smismember("s", "v", "w")),
                arguments("s", "SMISMEMBER s a b", set.smismemberAll("s", AB)),
                arguments("s", "SMEMBERS s", set.smembers("s")),
                arguments("s t", "SMOVE s t v", set.smove("s", "t", "v")),
                arguments("s", "SPOP s", set.spop("s")),
                arguments("s", "SPOP s 3", set.spop("s", 3)),
                arguments("s", "SRANDMEMBER s", set.srandmember("s")),
                arguments("s", "SRANDMEMBER s -3", set.srandmember("s", -3)),
                arguments("a b", "SDIFF a b", set.sdiff("a", "b")),
                arguments("a b", "SDIFF a b", set.sdiff(AB)),
                arguments("d a b", "SDIFFSTORE d a b", set.sdiffstore("d", "a", "b")),
                arguments("d a b", "SDIFFSTORE d a b", set.sdiffstore("d", AB)),
                arguments("a b", "SINTER a b", set.sinter("a", "b")),
                arguments("a b", "SINTER a b", set.sinter(AB)),
                arguments("a b", "SINTERCARD 2 a b", set.sintercard("a", "b")),
                arguments("a b", "SINTERCARD 2 a b", set.sintercard(AB)),
                arguments("a b", "SINTERCARD 2 a b LIMIT 5", set.sintercard(5, AB)),
                arguments("d a b", "SINTERSTORE d a b", set.sinterstore("d", "a", "b")),
                arguments("d a b", "SINTERSTORE d a b", set.sinterstore("d", AB)),
                arguments("a b", "SUNION a b", set.sunion("a", "b")),
                arguments("a b", "SUNION a b", set.sunion(AB)),
                arguments("d a b", "SUNIONSTORE d a b", set.sunionstore("d", "a", "b")),
                arguments("d a b", "SUNIONSTORE d a b", set.sunionstore("d", AB)),
                arguments("s", "SSCAN s 0", set.sscan("s", ScanCursor.START)),
                arguments(
                        "s",
                        "SSCAN s 8 MATCH v* COUNT 50",
                        set.sscan(
                                "s", ScanCursor.of("8"), ScanOptions.match("v*").count(50))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("commands")
    void sends(String keys, String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo(keys);
    }

    @Test
    void refusesNothingToDo() {
        assertThatThrownBy(() -> set.saddAll("s", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.sunion()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.sintercard(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.sscan("s", ScanCursor.START, ScanOptions.type("set")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SSCAN");
    }

    @Test
    void takesSetsAndArraysBooleansAndIntegers() {
        List<Reply> members = List.of(Reply.blob("v"), Reply.blob("w"));
        assertThat(set.smembers("s").decoder().decode(new Reply.SetOf(members))).containsExactly("v", "w");
        assertThat(set.smembers("s").decoder().decode(new Reply.Array(members))).containsExactly("v", "w");
        assertThat(set.smismember("s", "v", "w").decoder().decode(Reply.array(Reply.integer(1), new Reply.Bool(false))))
                .containsExactly(true, false);
    }
}
