package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.persist.rdb.Crc64;
import dev.redstart.engine.structure.Seeded;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DUMP gives on one side is what RESTORE takes on the other, engine and real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayloadExchangeTest {

    private RedisServer server;
    private Redis real;
    private Redis engine;

    @BeforeAll
    void open() {
        server = RedisServer.builder()
                .config("rdbcompression", "no")
                .config("sanitize-dump-payload", "yes")
                .start();
        real = Redstart.open("redstart:jedis:" + server.uri() + "/0");
        engine = Redstart.open("redstart:engine:");
    }

    @AfterAll
    void close() {
        engine.close();
        real.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        real.call("FLUSHALL");
        engine.call("FLUSHALL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET k 5",
                "SET k -129",
                "SET k 40000",
                "SET k 3000000000",
                "SET k 99999999999999",
                "SET k text",
                "SET k @long",
                "RPUSH k 1 a 300 -5 @long",
                "RPUSH k @many",
                "RPUSH k @huge b",
                "SADD k 1 2 300000",
                "SADD k a b 5",
                "SADD k @many",
                "ZADD k 1 a 2.5 b -inf c",
                "ZADD k @scored",
                "HSET k f v g 12",
                "HSET k @fields",
                "PFADD k a b c"
            })
    void valuesGoBothWays(String command) {
        Request request = request(command, new Random(command.hashCode()));
        real.call(request);
        engine.call(request);
        exchange();
    }

    @Test
    void hashesKeepTheTimesOfTheirFields() {
        for (Request fill :
                new Request[] {request("HSET k a 1 b 2 c 3", null), request("HSET k @fields", new Random(1))}) {
            empty();
            for (Redis side : new Redis[] {real, engine}) {
                side.call(fill);
                side.call("HSET", "k", "a", "1", "b", "2");
                side.call("HPEXPIREAT", "k", "33177117420000", "FIELDS", "1", "a");
                side.call("HPEXPIREAT", "k", "33177117421000", "FIELDS", "1", "b");
            }
            exchange();
            assertThat(engine.call("HPEXPIRETIME", "copy", "FIELDS", "3", "a", "b", "c"))
                    .isEqualTo(real.call("HPEXPIRETIME", "k", "FIELDS", "3", "a", "b", "c"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250})
    void streamsKeepTheirGroups(int entries) {
        for (Redis side : new Redis[] {real, engine}) fillStream(side, entries);
        exchange();
        for (String key : new String[] {"k", "again"})
            assertThat(engine.call("XINFO", "STREAM", "copy", "FULL", "COUNT", "0"))
                    .isEqualTo(real.call("XINFO", "STREAM", key, "FULL", "COUNT", "0"));
    }

    private static void fillStream(Redis redis, int entries) {
        redis.call("XGROUP", "CREATE", "k", "g", "0", "MKSTREAM");
        redis.call("XGROUP", "CREATE", "k", "lost", "1-1");
        redis.call("XGROUP", "CREATECONSUMER", "k", "lost", "idle");
        for (int i = 1; i <= entries; i++) redis.call("XADD", "k", i + "-" + i % 3, "f", "v" + i, "n", "" + i);
        if (entries > 1) redis.call("XADD", "k", "999-0", "other", "x".repeat(300));
        redis.call("XREADGROUP", "GROUP", "g", "a", "COUNT", "20", "STREAMS", "k", ">");
        redis.call("XREADGROUP", "GROUP", "g", "b", "COUNT", "3", "STREAMS", "k", ">");
        redis.call("XCLAIM", "k", "g", "a", "0", "21-0", "TIME", "1000", "RETRYCOUNT", "7");
        redis.call("XDEL", "k", "2-2", "150-0");
    }

    /** As a server of Redis 5 or 6 (type 15), and one of 7.0 (type 19), would write the same stream and its group. */
    @Test
    void streamsOfOldServersAreRead() {
        byte[] node = StreamNode.of(new StreamId(5, 1), new byte[][] {{'f'}, {'v'}}, 0)
                .toBytes();
        String common =
                "01" + "10" + "0000000000000005" + "0000000000000001" + hex(length(node)) + hex(node) + "01" + "0501";
        String group = "01" + "0167" + "0501";
        String pending = "01" + "00000000000000050000000000000001" + "e803000000000000" + "02";
        String consumer = "01" + "0161" + "d007000000000000" + "01" + "00000000000000050000000000000001";
        assertSameWhenRestored("0f" + common + group + pending + consumer);
        assertSameWhenRestored("13" + common + "0501" + "0403" + "03" + group + "03" + pending + consumer);
    }

    private static byte[] length(byte[] text) {
        return new byte[] {(byte) text.length};
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void assertSameWhenRestored(String content) {
        byte[] payload = HexFormat.of().parseHex(content + "0900" + "0000000000000000");
        sign(payload);
        for (Redis side : new Redis[] {real, engine})
            assertThat(side.call(
                            Request.of("RESTORE").key("old").arg(0).arg(payload).arg("REPLACE")))
                    .isEqualTo(new Reply.Text("OK"));
        assertThat(engine.call("XINFO", "STREAM", "old", "FULL"))
                .isEqualTo(real.call("XINFO", "STREAM", "old", "FULL"));
    }

    private void exchange() {
        restore(engine, real, "k", "copy");
        restore(real, engine, "k", "copy");
        assertThat(engine.call("OBJECT", "ENCODING", "copy")).isEqualTo(real.call("OBJECT", "ENCODING", "copy"));
        assertThat(digest("copy")).isEqualTo(digest("k"));
        restore(engine, real, "copy", "again");
        assertThat(digest("again")).as("through the engine and back").isEqualTo(digest("k"));
    }

    private Reply digest(String key) {
        return real.call("DEBUG", "DIGEST-VALUE", key);
    }

    private static void restore(Redis from, Redis to, String key, String copy) {
        byte[] payload = ((Reply.Blob) from.call("DUMP", key)).value();
        assertThat(to.call(Request.of("RESTORE").key(copy).arg(0).arg(payload))).isEqualTo(new Reply.Text("OK"));
    }

    private static Request request(String line, Random random) {
        Request request = null;
        for (String word : line.split(" ")) {
            if (request == null) request = Request.of(word);
            else if (!word.startsWith("@")) request = request.arg(word);
            else request = expanded(request, word, random);
        }
        return request;
    }

    private static Request expanded(Request start, String word, Random random) {
        Request request = start;
        switch (word) {
            case "@long":
                return request.arg("abcdefgh ".repeat(50));
            case "@huge":
                return request.arg("x".repeat(20_000));
            case "@many":
                for (int i = 0; i < 2000; i++) request = request.arg(Seeded.element(random, 80));
                return request;
            case "@scored":
                for (int i = 0; i < 500; i++)
                    request =
                            request.arg(Double.toString(random.nextGaussian())).arg("m" + i);
                return request;
            default:
                for (int i = 0; i < 700; i++) request = request.arg("f" + i).arg(Seeded.element(random, 30));
                return request;
        }
    }

    /** Each byte of a payload changed in turn, the checksum made to fit: refused or a sane value, and nothing worse. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET k @long",
                "RPUSH k 1 a 300 -5 @long",
                "SADD k 1 2 300000",
                "SADD k a b 5",
                "ZADD k 1 a 2.5 b -inf c",
                "HSET k f v g 12",
                "stream"
            })
    void damagedPayloadsAreRefusedOrHarmless(String command) {
        if (command.equals("stream")) fillStream(engine, 25);
        else engine.call(request(command, new Random(1)));
        byte[] payload = ((Reply.Blob) engine.call("DUMP", "k")).value();
        Random random = new Random(20261124);
        int refused = 0;
        for (int i = 0; i < payload.length - 10; i++) {
            for (int n = 0; n < 8; n++) {
                byte[] damaged = payload.clone();
                damaged[i] ^= (byte) (1 << n);
                if (random.nextInt(4) == 0) damaged[random.nextInt(damaged.length - 10)] = (byte) random.nextInt();
                sign(damaged);
                Reply reply = engine.unwrap(Transport.class)
                        .call(Request.of("RESTORE").key("d").arg(0).arg(damaged).arg("REPLACE"));
                if (reply instanceof Reply.Error e) {
                    assertThat(e.message()).isEqualTo("ERR Bad data format");
                    refused++;
                } else {
                    use();
                    engine.call("DUMP", "d");
                    engine.call("DEL", "d");
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static void sign(byte[] payload) {
        long crc = Crc64.update(0, payload, 0, payload.length - 8);
        for (int b = 0; b < 8; b++) payload[payload.length - 8 + b] = (byte) (crc >> 8 * b);
    }

    /** Goes over all of it, in the ways that depend most on what a payload says of itself. */
    private void use() {
        if (!engine.type("d").equals("stream")) return;
        for (String line : new String[] {
            "XREVRANGE d + -",
            "XINFO STREAM d FULL COUNT 0",
            "XREADGROUP GROUP g c STREAMS d >",
            "XREADGROUP GROUP g a STREAMS d 0",
            "XAUTOCLAIM d g b 0 0",
            "XDEL d 3-0 4-1 25-1",
            "XADD d * f v",
            "XTRIM d MAXLEN 3",
            "COPY d e REPLACE"
        }) {
            Reply reply = engine.unwrap(Transport.class).call(request(line, new Random(1)));
            if (reply instanceof Reply.Error e) assertThat(e.message()).as(line).doesNotContain("internal error");
        }
    }
}
