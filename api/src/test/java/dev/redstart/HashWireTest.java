package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on hashes send, and the shapes of reply that they take. */
class HashWireTest {

    private static final HashFamily<String, String> hash = Wire.commands().hash();
    private static final ScanOptions NARROW = ScanOptions.match("f*").count(50);

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("HSET h f v", hash.hset("h", "f", "v")),
                arguments("HSET h a 1 b 2", hash.hset("h", ab())),
                arguments("HMSET h a 1 b 2", hash.hmset("h", ab())),
                arguments("HSETNX h f v", hash.hsetnx("h", "f", "v")),
                arguments("HGET h f", hash.hget("h", "f")),
                arguments("HMGET h a b", hash.hmget("h", "a", "b")),
                arguments("HMGET h a b", hash.hmget("h", List.of("a", "b"))),
                arguments("HGETALL h", hash.hgetall("h")),
                arguments("HKEYS h", hash.hkeys("h")),
                arguments("HVALS h", hash.hvals("h")),
                arguments("HLEN h", hash.hlen("h")),
                arguments("HEXISTS h f", hash.hexists("h", "f")),
                arguments("HSTRLEN h f", hash.hstrlen("h", "f")),
                arguments("HDEL h a", hash.hdel("h", "a")),
                arguments("HDEL h a b", hash.hdel("h", "a", "b")),
                arguments("HDEL h a b", hash.hdel("h", List.of("a", "b"))),
                arguments("HINCRBY h f -5", hash.hincrby("h", "f", -5)),
                arguments("HINCRBYFLOAT h f 0.1", hash.hincrbyfloat("h", "f", 0.1)),
                arguments("HRANDFIELD h", hash.hrandfield("h")),
                arguments("HRANDFIELD h -3", hash.hrandfield("h", -3)),
                arguments("HRANDFIELD h 3 WITHVALUES", hash.hrandfieldWithValues("h", 3)),
                arguments("HSCAN h 0", hash.hscan("h", ScanCursor.START)),
                arguments("HSCAN h 17 MATCH f* COUNT 50", hash.hscan("h", ScanCursor.of("17"), NARROW)),
                arguments("HSCAN h 0 NOVALUES", hash.hscanNoValues("h", ScanCursor.START)),
                arguments(
                        "HSCAN h 17 MATCH f* COUNT 50 NOVALUES", hash.hscanNoValues("h", ScanCursor.of("17"), NARROW)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("h");
    }

    @Test
    void onlyReadsMayBeRepeated() {
        assertThat(hash.hget("h", "f").request().access()).isEqualTo(Request.Access.READ);
        assertThat(hash.hmset("h", ab()).request().isRepeatable()).isFalse();
        assertThat(hash.hset("h", ab()).request().access()).isEqualTo(Request.Access.WRITE);
    }

    @Test
    void refusesNothingToDo() {
        assertThatThrownBy(() -> hash.hset("h", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash.hmget("h")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash.hdel("h", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash.hscan("h", ScanCursor.START, ScanOptions.type("hash")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HSCAN");
    }

    @Test
    void takesPairsAndAFlatArray() {
        Decoder<List<FieldValue<String, String>>> decoder =
                hash.hrandfieldWithValues("h", 2).decoder();
        List<FieldValue<String, String>> expected = List.of(new FieldValue<>("a", "1"), new FieldValue<>("b", "2"));
        assertThat(decoder.decode(Reply.array(blob("a"), blob("1"), blob("b"), blob("2"))))
                .isEqualTo(expected);
        assertThat(decoder.decode(Reply.array(Reply.array(blob("a"), blob("1")), Reply.array(blob("b"), blob("2")))))
                .isEqualTo(expected);
    }

    @Test
    void takesAMapAndAFlatArray() {
        Decoder<Map<String, String>> decoder = hash.hgetall("h").decoder();
        assertThat(decoder.decode(Reply.array(blob("a"), blob("1")))).isEqualTo(Map.of("a", "1"));
        assertThat(decoder.decode(new Reply.MapOf(List.of(Map.entry(blob("a"), blob("1"))))))
                .isEqualTo(Map.of("a", "1"));
    }

    private static Reply blob(String text) {
        return Reply.blob(text);
    }

    private static Map<String, String> ab() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("a", "1");
        map.put("b", "2");
        return map;
    }
}
