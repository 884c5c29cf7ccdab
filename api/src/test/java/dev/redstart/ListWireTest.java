package dev.redstart;

import static dev.redstart.ListEnd.LEFT;
import static dev.redstart.ListEnd.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on lists send. */
class ListWireTest {

    private static final ListFamily<String, String> list = Wire.commands().list();
    private static final Duration WAIT = Duration.ofMillis(2500);
    private static final List<String> AB = List.of("a", "b");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("l", "LPUSH l v", list.lpush("l", "v")),
                arguments("l", "LPUSH l v w", list.lpush("l", "v", "w")),
                arguments("l", "LPUSH l a b", list.lpushAll("l", AB)),
                arguments("l", "LPUSHX l v", list.lpushx("l", "v")),
                arguments("l", "LPUSHX l v w", list.lpushx("l", "v", "w")),
                arguments("l", "LPUSHX l a b", list.lpushxAll("l", AB)),
                arguments("l", "RPUSH l v", list.rpush("l", "v")),
                arguments("l", "RPUSH l v w", list.rpush("l", "v", "w")),
                arguments("l", "RPUSH l a b", list.rpushAll("l", AB)),
                arguments("l", "RPUSHX l v", list.rpushx("l", "v")),
                arguments("l", "RPUSHX l v w", list.rpushx("l", "v", "w")),
                arguments("l", "RPUSHX l a b", list.rpushxAll("l", AB)),
                arguments("l", "LPOP l", list.lpop("l")),
                arguments("l", "LPOP l 2", list.lpop("l", 2)),
                arguments("l", "RPOP l", list.rpop("l")),
                arguments("l", "RPOP l 2", list.rpop("l", 2)),
                arguments("a b", "LMPOP 2 a b LEFT", list.lmpop(LEFT, "a", "b")),
                arguments("a b", "LMPOP 2 a b RIGHT", list.lmpop(RIGHT, AB)),
                arguments("a b", "LMPOP 2 a b LEFT COUNT 7", list.lmpop(LEFT, 7, AB)),
                arguments("l", "LLEN l", list.llen("l")),
                arguments("l", "LINDEX l -1", list.lindex("l", -1)),
                arguments("l", "LRANGE l 0 -1", list.lrange("l", 0, -1)),
                arguments("l", "LPOS l v", list.lpos("l", "v")),
                arguments("l", "LPOS l v RANK -1", list.lpos("l", "v", LposOptions.rank(-1))),
                arguments(
                        "l",
                        "LPOS l v RANK 2 MAXLEN 100",
                        list.lpos("l", "v", LposOptions.maxLength(100).rank(2))),
                arguments("l", "LPOS l v COUNT 0", list.lposAll("l", "v", 0)),
                arguments("l", "LPOS l v MAXLEN 9 COUNT 3", list.lposAll("l", "v", 3, LposOptions.maxLength(9))),
                arguments("l", "LSET l 2 v", list.lset("l", 2, "v")),
                arguments("l", "LINSERT l BEFORE p v", list.linsertBefore("l", "p", "v")),
                arguments("l", "LINSERT l AFTER p v", list.linsertAfter("l", "p", "v")),
                arguments("l", "LREM l -2 v", list.lrem("l", -2, "v")),
                arguments("l", "LTRIM l 0 99", list.ltrim("l", 0, 99)),
                arguments("a b", "LMOVE a b LEFT RIGHT", list.lmove("a", "b", LEFT, RIGHT)),
                arguments("a b", "RPOPLPUSH a b", list.rpoplpush("a", "b")));
    }

    static Stream<Arguments> blockingCommands() {
        return Stream.of(
                arguments("a b", "BLMOVE a b RIGHT LEFT 2.5", list.blmove("a", "b", RIGHT, LEFT, WAIT)),
                arguments("a b", "BRPOPLPUSH a b 2.5", list.brpoplpush("a", "b", WAIT)),
                arguments("a", "BLPOP a 2.5", list.blpop(WAIT, "a")),
                arguments("a b", "BLPOP a b 2.5", list.blpop(WAIT, AB)),
                arguments("a b", "BRPOP a b 2.5", list.brpop(WAIT, "a", "b")),
                arguments("a b", "BRPOP a b 2.5", list.brpop(WAIT, AB)),
                arguments("a b", "BLMPOP 2.5 2 a b LEFT", list.blmpop(WAIT, LEFT, "a", "b")),
                arguments("a b", "BLMPOP 2.5 2 a b LEFT", list.blmpop(WAIT, LEFT, AB)),
                arguments("a b", "BLMPOP 2.5 2 a b RIGHT COUNT 7", list.blmpop(WAIT, RIGHT, 7, AB)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("commands")
    void sends(String keys, String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo(keys);
        assertThat(command.request().lane()).isEqualTo(Lane.SHARED);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("blockingCommands")
    void blocks(String keys, String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo(keys);
        assertThat(command.request().lane()).isEqualTo(Lane.BLOCKING);
        assertThat(command.request().timeoutMillis()).isEqualTo(2500);
    }

    @Test
    void noTimeoutWaitsForEver() {
        Command<?> command = list.blpop(null, "a");
        assertThat(Wire.of(command)).isEqualTo("BLPOP a 0");
        assertThat(command.request().lane()).isEqualTo(Lane.BLOCKING);
        assertThat(command.request().timeoutMillis()).isZero();
    }

    @Test
    void aTimeoutOfZeroIsRefusedForItWouldMeanForEver() {
        assertThatThrownBy(() -> list.blpop(Duration.ZERO, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> list.blmove("a", "b", LEFT, LEFT, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNothingToDo() {
        assertThatThrownBy(() -> list.lpushAll("l", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> list.lmpop(LEFT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> list.blpop(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LposOptions.rank(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LposOptions.maxLength(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyAndWhatWasThere() {
        Reply reply = Reply.array(Reply.blob("a"), Reply.array(Reply.blob("v"), Reply.blob("w")));
        assertThat(list.lmpop(LEFT, "a").decoder().decode(reply)).isEqualTo(new KeyValue<>("a", List.of("v", "w")));
        assertThat(list.lmpop(LEFT, "a").decoder().decode(Reply.NULL)).isNull();
        assertThatThrownBy(() -> list.lmpop(LEFT, "a").decoder().decode(Reply.array(Reply.blob("a"))))
                .isInstanceOf(UnexpectedReply.class);
    }
}
