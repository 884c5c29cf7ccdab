package dev.redstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.Reply;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {

    private static final String HALF = "half \uD83D a pair";

    private record User(String firstName, int age) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "umläut", "日本語", "😀 pair?", "a\0b", "\uFFFD", "?"})
    void textRoundTrips(String text) {
        byte[] bytes = Codec.utf8().encode(text);
        assertThat(bytes).isEqualTo(text.getBytes(UTF_8));
        assertThat(Codec.utf8().decode(bytes)).isEqualTo(text);
    }

    @Test
    void anyTextRoundTripsOrIsRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            char[] chars = new char[random.nextInt(6)];
            for (int c = 0; c < chars.length; c++)
                chars[c] = (char) (random.nextBoolean() ? 0xD800 + random.nextInt(0x900) : random.nextInt(0x80));
            String text = new String(chars);
            boolean valid = UTF_8.newEncoder().canEncode(text);
            String back;
            try {
                back = Codec.utf8().decode(Codec.utf8().encode(text));
            } catch (IllegalArgumentException e) {
                back = null;
            }
            assertThat(back).as("seed %d round %d", seed, i).isEqualTo(valid ? text : null);
        }
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.utf8().encode(HALF))
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.utf8().decode(new byte[] {'a', (byte) 0xC3, '('}))
                .withMessageContaining("3 bytes are not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 255, 256, Long.MIN_VALUE, Long.MAX_VALUE})
    void longsAreDecimal(long n) {
        assertThat(new String(Codec.int64().encode(n), UTF_8)).isEqualTo(Long.toString(n));
        assertThat(Codec.int64().decode(Codec.int64().encode(n))).isEqualTo(n);
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0", "-0.0, -0.0", "5.0, 5", "0.1, 0.1", "1e300, 1.0E300", "Infinity, inf", "-Infinity, -inf"})
    void doublesAreWhatRedisReads(double d, String text) {
        assertThat(new String(Codec.float64().encode(d), UTF_8)).isEqualTo(text);
        assertThat(Codec.float64().decode(Codec.float64().encode(d))).isEqualTo(d);
    }

    @Test
    void thereIsNoNan() {
        assertThatIllegalArgumentException().isThrownBy(() -> Codec.float64().encode(Double.NaN));
        assertThat(Codec.float64().decode("nan".getBytes(UTF_8))).isNaN();
        assertThatThrownBy(() -> Codec.int64().decode("12a".getBytes(UTF_8))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void encodedBytesBelongToTheCaller() {
        Codec.int64().encode(7L)[0] = 'X';
        Codec.float64().encode(7.0)[0] = 'X';
        Decoders.blob(new Reply.Double(7))[0] = 'X';
        assertThat(Codec.int64().encode(7L)).containsExactly('7');
        assertThat(Codec.float64().encode(7.0)).containsExactly('7');
        assertThat(Wire.of(Wire.commands().string().incrby("k", 7))).isEqualTo("INCRBY k 7");
        Bytes bytes = Bytes.of((byte) 1);
        Codec.bytes().encode(bytes)[0] = 2;
        assertThat(bytes).isEqualTo(Bytes.of((byte) 1));
    }

    @Test
    void jsonIsOfTheTypeThatTheCodecSays() {
        JsonCodec<User> users = JsonCodec.of(User.class);
        byte[] json = users.encode(new User("Ada", 36));
        assertThat(new String(json, UTF_8)).isEqualTo("{\"firstName\":\"Ada\",\"age\":36}");
        assertThat(users.decode("{\"age\":36,\"newer\":[1],\"firstName\":\"Ada\"}".getBytes(UTF_8)))
                .isEqualTo(new User("Ada", 36));
        ObjectMapper snake = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        assertThat(new String(JsonCodec.of(User.class, snake).encode(new User("Ada", 36)), UTF_8))
                .isEqualTo("{\"first_name\":\"Ada\",\"age\":36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"age\":\"x\"}", "{\"age\":1} {\"age\":2}"})
    void otherJsonIsRefused(String json) {
        assertThatThrownBy(() -> JsonCodec.of(User.class).decode(json.getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("User");
    }

    @Test
    void jsonNullIsNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.of(User.class).decode("null".getBytes(UTF_8)));
    }

    @Test
    void anArgumentThatCannotBeEncodedNamesCommandAndBackendAndNotItself() {
        ScriptedTransport transport = new ScriptedTransport();
        Redis redis = Redstart.over(transport);
        RedisCodecException e = catchThrowableOfType(RedisCodecException.class, () -> redis.set("k", HALF));
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(e.command()).isEqualTo("SET");
        assertThat(e.backend()).isEqualTo("scripted");
        assertThat(e)
                .hasMessage("the codec cannot encode a value (java.lang.IllegalArgumentException)"
                        + " [SET on scripted at memory, not sent]")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        TypedRedis<String, Double> numbers = redis.database(1).with(Codec.float64());
        assertThatThrownBy(() -> numbers.rpush("l", 1.0, Double.NaN)).hasMessageContaining("RPUSH on scripted");
        assertThatThrownBy(() -> redis.zrangebylex("z", LexRange.atLeast(HALF)))
                .hasMessageContaining("encode a bound")
                .hasMessageContaining("ZRANGEBYLEX on scripted");
        assertThatThrownBy(() -> redis.keys(HALF)).hasMessageContaining("KEYS on scripted");
        assertThatThrownBy(() -> redis.call("GET", HALF))
                .isInstanceOf(RedisCodecException.class)
                .hasMessageContaining("[GET, not sent]");
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void aReplyThatCannotBeDecodedNamesThemToo() {
        Redis redis = Redstart.over(ScriptedTransport.answering(request -> Reply.blob("twelve")));
        RedisCodecException e = catchThrowableOfType(
                RedisCodecException.class, () -> redis.with(Codec.int64()).get("k"));
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
        assertThat(e).hasMessageEndingWith("[GET on scripted at memory, replied]");
    }
}
