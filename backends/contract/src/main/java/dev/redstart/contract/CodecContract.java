package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Bytes;
import dev.redstart.Codec;
import dev.redstart.JsonCodec;
import dev.redstart.Result;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codecs: what goes in comes out, on every backend the same bytes; one that fails does no harm. */
public abstract class CodecContract extends ContractSuite {

    protected CodecContract(TestBackend backend) {
        super(backend);
    }

    private record User(String name, int age) {}

    private static final String LONE_SURROGATE = "half \uD83D a pair";

    private static final Codec<String> NEVER_B = new Codec<>() {
        @Override
        public byte[] encode(String value) {
            if (value.equals("b")) throw new IllegalStateException("no b");
            return Codec.utf8().encode(value);
        }

        @Override
        public String decode(byte[] bytes) {
            String text = Codec.utf8().decode(bytes);
            if (text.equals("x")) throw new IllegalStateException("no x");
            return text;
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "umläut", "日本語", "😀 pair", "a\0b", "\uFFFD", "\r\n", "?"})
    void textIsUtf8(String text) {
        redis.set("k" + text, text);
        assertThat(redis.get("k" + text)).isEqualTo(text);
        assertThat(redis.echo(text)).isEqualTo(text);
        assertThat(binary().get(Bytes.utf8("k" + text))).isEqualTo(Bytes.utf8(text));
    }

    @Test
    void textThatHasNoUtf8IsNotSent() {
        RedisCodecException e = catchThrowableOfType(RedisCodecException.class, () -> redis.set("k", LONE_SURROGATE));
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThatThrownBy(() -> redis.set(LONE_SURROGATE, "v")).isInstanceOf(RedisCodecException.class);
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreNotRead() {
        binary().set(Bytes.utf8("k"), Bytes.of((byte) 'a', (byte) 0xC3, (byte) 0x28));
        RedisCodecException e = catchThrowableOfType(RedisCodecException.class, () -> redis.get("k"));
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
        assertThat(e.command()).isEqualTo("GET");
        assertThat(e.backend()).isEqualTo(redis.capabilities().backend());
        assertThat(redis.strlen("k")).isEqualTo(3);
    }

    @Test
    void everyByteSurvivesInKeysFieldsAndValues() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) all[i] = (byte) i;
        Bytes bytes = Bytes.of(all);
        TypedRedis<Bytes, Bytes> binary = binary();
        binary.set(bytes, bytes);
        binary.hset(Bytes.utf8("hash"), bytes, bytes);
        binary.rpush(Bytes.utf8("list"), bytes, Bytes.of());
        assertThat(binary.get(bytes)).isEqualTo(bytes);
        assertThat(binary.hgetall(Bytes.utf8("hash"))).isEqualTo(Map.of(bytes, bytes));
        assertThat(binary.lrange(Bytes.utf8("list"), 0, -1)).containsExactly(bytes, Bytes.of());
        assertThat(binary.keys("*")).contains(bytes);
        assertThat(binary.exists(bytes)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 255, 256, -256, Long.MIN_VALUE, Long.MAX_VALUE})
    void longsAreDecimal(long n) {
        TypedRedis<String, Long> numbers = redis.with(Codec.int64());
        numbers.set("n", n);
        assertThat(numbers.get("n")).isEqualTo(n);
        assertThat(redis.get("n")).isEqualTo(Long.toString(n));
        assertThat(encodingOf("n")).isEqualTo("int");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                0.1,
                -2.5e-7,
                1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void doublesSurviveBitByBit(double d) {
        TypedRedis<String, Double> numbers = redis.with(Codec.float64());
        numbers.set("d", d);
        assertThat(numbers.get("d")).isEqualTo(d);
        numbers.zadd("zset", d, d);
        assertThat(numbers.zscore("zset", d)).isEqualTo(d);
    }

    @Test
    void doublesAreWhatRedisCanCountWith() {
        redis.with(Codec.float64()).set("d", 10.5);
        assertThat(redis.incrbyfloat("d", 0.25)).isEqualTo(10.75);
        assertThatThrownBy(() -> redis.with(Codec.float64()).set("d", Double.NaN))
                .isInstanceOf(RedisCodecException.class);
        assertThat(redis.get("d")).isEqualTo("10.75");
    }

    @Test
    void aValueThatIsNoNumberIsNotRead() {
        redis.set("text", "twelve");
        RedisCodecException e = catchThrowableOfType(
                RedisCodecException.class, () -> redis.with(Codec.int64()).get("text"));
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
        assertThat(e).hasMessageContaining("GET");
    }

    @Test
    void objectsAreJson() {
        TypedRedis<String, User> users = redis.with(JsonCodec.of(User.class));
        users.set("u:1", new User("Ada", 36));
        assertThat(users.get("u:1")).isEqualTo(new User("Ada", 36));
        assertThat(users.get("u:2")).isNull();
        assertThat(redis.get("u:1")).isEqualTo("{\"name\":\"Ada\",\"age\":36}");

        redis.set("u:3", "{\"name\":\"Bob\",\"age\":1,\"newer\":true}");
        assertThat(users.get("u:3")).isEqualTo(new User("Bob", 1));
        redis.set("u:4", "{broken");
        assertThatThrownBy(() -> users.get("u:4")).isInstanceOf(RedisCodecException.class);
        redis.set("u:5", "null");
        assertThatThrownBy(() -> users.get("u:5")).isInstanceOf(RedisCodecException.class);
    }

    @Test
    void keysHaveACodecOfTheirOwn() {
        TypedRedis<Long, User> users = redis.with(Codec.int64(), JsonCodec.of(User.class));
        users.set(17L, new User("Ada", 36));
        users.hset(18L, 1L, new User("Bob", 1));
        assertThat(users.keys("*")).containsExactlyInAnyOrder(17L, 18L);
        assertThat(users.hgetall(18L)).isEqualTo(Map.of(1L, new User("Bob", 1)));
        assertThat(redis.exists("17", "18")).isEqualTo(2);
    }

    @Test
    void aCodecThatFailsToEncodeSendsNothingAtAll() {
        TypedRedis<String, String> picky = redis.with(NEVER_B);
        RedisCodecException e =
                catchThrowableOfType(RedisCodecException.class, () -> picky.rpush("list", "a", "b", "c"));
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(e.getCause()).hasMessage("no b");
        assertThatThrownBy(() -> picky.async().rpush("list", "a", "b")).isInstanceOf(RedisCodecException.class);
        assertThatThrownBy(() -> picky.transaction(tx -> {
                    tx.set("other", "a");
                    return tx.set("k", "b");
                }))
                .isInstanceOf(RedisCodecException.class);
        assertThat(redis.exists("list", "other", "k")).isZero();
        assertThat(picky.rpush("list", "a")).isEqualTo(1);
    }

    @Test
    void aCodecThatFailsInAPipelineLeavesTheOthersAlone() {
        List<Result<@Nullable Void>> sent = new ArrayList<>();
        try (dev.redstart.TypedPipeline<String, String> p = redis.with(NEVER_B).pipeline()) {
            sent.add(p.set("a", "a"));
            assertThatThrownBy(() -> p.set("b", "b")).isInstanceOf(RedisCodecException.class);
            sent.add(p.set("c", "c"));
            assertThat(p.size()).isEqualTo(2);
            p.flush();
        }
        assertThat(sent).allSatisfy(r -> assertThat(r.get()).isNull());
        assertThat(redis.mget("a", "b", "c")).containsExactly("a", null, "c");
    }

    @Test
    void aCodecThatFailsToDecodeConcernsThatReplyOnly() {
        TypedRedis<String, String> picky = redis.with(NEVER_B);
        redis.rpush("list", "x", "y");
        RedisCodecException e = catchThrowableOfType(RedisCodecException.class, () -> picky.lpop("list"));
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
        assertThat(e.command()).isEqualTo("LPOP");
        assertThat(e.getCause()).hasMessage("no x");
        assertThat(picky.lpop("list")).as("the failed one has taken effect").isEqualTo("y");

        redis.rpush("list", "x", "y");
        Result<@Nullable String> async = picky.async().lpop("list");
        assertThat(catchThrowableOfType(RedisCodecException.class, async::get).phase())
                .isEqualTo(Phase.REPLIED);
        assertThat(picky.async().lpop("list").get()).isEqualTo("y");
    }

    @Test
    void decodingFailuresStayInTheirSlot() {
        redis.set("a", "a");
        redis.set("x", "x");
        try (dev.redstart.TypedPipeline<String, String> p = redis.with(NEVER_B).pipeline()) {
            Result<@Nullable String> bad = p.get("x");
            Result<@Nullable String> good = p.get("a");
            p.flush();
            assertThat(good.get()).isEqualTo("a");
            assertThatThrownBy(bad::get).isInstanceOf(RedisCodecException.class);
        }
    }

    @Test
    void largeValuesComeBackWhole() {
        byte[] content = new byte[3_000_000];
        for (int i = 0; i < content.length; i++) content[i] = (byte) (i * 31);
        Bytes large = Bytes.of(content);
        binary().set(Bytes.utf8("large"), large);
        assertThat(binary().get(Bytes.utf8("large"))).isEqualTo(large);

        String[] values = IntStream.range(0, 20_000).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(redis.rpush("list", values)).isEqualTo(20_000);
        assertThat(redis.lrange("list", 0, -1)).containsExactly(values);
    }
}
