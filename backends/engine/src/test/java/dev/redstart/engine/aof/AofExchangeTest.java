package dev.redstart.engine.aof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.persist.FileEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands leave the same log in the engine and in real Redis, and each loads what the other has left. */
class AofExchangeTest {

    /** K stands for a key of the family, N for a small number. */
    private static final List<String> COMMANDS = List.of(
            "SET sK N",
            "SET sK N EX 1000",
            "SET sK N PX 900000 XX",
            "SET sK N GET",
            "SETEX sK 500 N",
            "GETEX sK EX 800",
            "GETEX sK PERSIST",
            "GETSET sK N",
            "GETDEL sK",
            "APPEND sK N",
            "INCRBYFLOAT fK N.5",
            "SETRANGE sK 2 N",
            "SETBIT bK N 1",
            "EXPIRE sK 100 NX",
            "PEXPIRE sK 90000 GT",
            "EXPIRE sK -1",
            "PERSIST sK",
            "DEL sK fK",
            "RENAME sK fN",
            "COPY sK fN REPLACE",
            "MSETNX sK N fK N",
            "RPUSH lK a N",
            "LPUSH lK N",
            "LPOP lK",
            "BLPOP lK 0.01",
            "BRPOP lK lN 0.01",
            "LMPOP 2 lK lN LEFT COUNT 2",
            "BLMPOP 0.01 1 lK RIGHT",
            "BLMOVE lK lN LEFT RIGHT 0.01",
            "BRPOPLPUSH lK lN 0.01",
            "LREM lK 1 N",
            "LTRIM lK 0 N",
            "SORT lK ALPHA STORE lN",
            "SADD tK one",
            "SPOP tK",
            "SPOP tK 9",
            "SADD uK a b N",
            "SREM uK N",
            "SMOVE uK uN N",
            "SUNIONSTORE uK uN uK",
            "ZADD zK N a 2 b",
            "ZINCRBY zK N a",
            "ZPOPMIN zK",
            "BZPOPMAX zK zN 0.01",
            "ZMPOP 1 zK MIN COUNT 2",
            "BZMPOP 0.01 1 zK MAX",
            "ZRANGESTORE zN zK 0 N",
            "HSET hK a N b N c N",
            "HSETNX hK d N",
            "HINCRBY hK a N",
            "HINCRBYFLOAT hK a N.5",
            "HDEL hK b",
            "HEXPIRE hK 500 FIELDS 2 a x",
            "HPEXPIRE hK 500000 NX FIELDS 1 b",
            "HPERSIST hK FIELDS 1 a",
            "HGETEX hK EX 700 FIELDS 1 c",
            "HGETEX hK PERSIST FIELDS 1 c",
            "HSETEX hK EX 600 FIELDS 1 e N",
            "HGETDEL hK FIELDS 2 c x",
            "HEXPIREAT hK 1 FIELDS 1 d",
            "PFADD pK N",
            "PFADD pK N N",
            "PFMERGE pK pN",
            "XADD xK * f N",
            "XADD xK MAXLEN = 5 * f N",
            "XADD xK NOMKSTREAM MAXLEN ~ 2 LIMIT 100 * f N",
            "XADD xK MINID ~ 5-0 7-* f N",
            "XTRIM xK MAXLEN 3",
            "XTRIM xK MAXLEN ~ 1",
            "XGROUP CREATE xK g 0",
            "XREADGROUP GROUP g c COUNT 2 STREAMS xK >",
            "XREADGROUP GROUP g c NOACK COUNT 1 STREAMS xK >",
            "XAUTOCLAIM xK g d 0 - COUNT 3",
            "FLUSHDB");

    private static final int STEPS = 1500;
    private static final Path LOG = Path.of("appendonlydir", "appendonly.aof.1.incr.aof");

    @TempDir
    Path ours;

    @TempDir
    Path theirs;

    @Test
    void logsAreEqualAndLoadOnTheOtherSide() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) lines.add(line(random));
        String ofEngine;
        String ofRedis;
        try (FileEngine engine = engine(ours);
                RedisServer redis = redis(theirs)) {
            for (String line : lines) {
                engine.run(line);
                ask(redis, line);
            }
            ofEngine = engine.run("DEBUG DIGEST");
            ofRedis = String.valueOf(redis.call("DEBUG", "DIGEST"));
        }
        List<String> written = read(ours);
        List<String> expected = read(theirs);
        for (int i = 0; i < Math.min(written.size(), expected.size()); i++)
            assertThat(written.get(i))
                    .as("unit %s after %s, seed %s", i, about(expected.get(i), written.subList(0, i)), seed)
                    .isEqualTo(expected.get(i));
        assertThat(written).as("seed %s", seed).hasSameSizeAs(expected);
        try (RedisServer redis = redis(ours)) {
            assertThat(String.valueOf(redis.call("DEBUG", "DIGEST")))
                    .as("our log in Redis, seed %s", seed)
                    .isEqualTo(ofEngine);
        }
        try (FileEngine engine = engine(theirs)) {
            assertThat(engine.run("DEBUG DIGEST"))
                    .as("Redis' log in the engine, seed %s", seed)
                    .isEqualTo(ofRedis);
        }
    }

    /** Those with the same key. */
    private static List<String> about(String unit, List<String> before) {
        String key = unit.replaceAll("^\\w+ (\\w+).*", "$1");
        return before.stream().filter(line -> line.contains(key)).toList();
    }

    private static String line(Random random) {
        String template = COMMANDS.get(random.nextInt(COMMANDS.size()));
        // A flush now and then is enough.
        if (template.equals("FLUSHDB") && random.nextInt(4) > 0) template = "SET sK N";
        return template.replace("K", "K" + random.nextInt(3))
                .replace("N.", random.nextInt(5) + ".")
                .replaceAll("(?<=[ a-z])N(?= |$)", Integer.toString(random.nextInt(3)));
    }

    /** An error is as good an answer as any: only the log counts. */
    private static void ask(RedisServer redis, String line) {
        try {
            redis.call(line.split(" "));
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageMatching("(?s)[A-Z]+ .*");
        }
    }

    private static RedisServer redis(Path folder) {
        return RedisServer.builder()
                .config("dir", folder.toString())
                .config("enable-debug-command", "yes")
                .config("appendonly", "yes")
                .config("appendfsync", "no")
                .start();
    }

    private static FileEngine engine(Path folder) throws IOException {
        return new FileEngine(folder, "appendonly", "yes", "appendfsync", "no");
    }

    /** The commands of a log, one or a transaction a line; times, which differ, are T. */
    private static List<String> read(Path folder) throws IOException {
        List<String> units = new ArrayList<>();
        try (InputStream in = Files.newInputStream(folder.resolve(LOG))) {
            CommandReader reader = new CommandReader(in, "log", 0);
            for (List<byte[][]> unit = reader.next(); unit != null; unit = reader.next()) {
                String text = unit.stream()
                        .map(AofExchangeTest::text)
                        // Redis says so only where no claim follows that makes the consumer as well, and not always
                        // then.
                        .filter(command -> !command.startsWith("XGROUP CREATECONSUMER"))
                        .collect(Collectors.joining(" | "));
                if (!text.isEmpty()) units.add(text);
            }
        }
        return units;
    }

    private static String text(byte[][] command) {
        String words = Stream.of(command)
                .skip(1)
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
        String name = new String(command[0], StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        return (name + " " + words).replaceAll("\\b[0-9]{13}(-[0-9]+)?\\b", "T");
    }
}
