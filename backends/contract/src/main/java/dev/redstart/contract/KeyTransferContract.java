package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.CopyOptions;
import dev.redstart.MigrateOptions;
import dev.redstart.RestoreOptions;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Feature;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys: copies, other databases, and values in Redis' own serialized form. */
public abstract class KeyTransferContract extends ContractSuite {

    private static final String BAD_PAYLOAD = "ERR DUMP payload version or checksum are wrong";

    /** The integer 10, as servers from 7.4 to 8.4 dump it. */
    private static final Bytes TEN = hex("00c00a0c00a5e96385f484fdf2");
    /** The same with a right checksum and a version that no server has reached. */
    private static final Bytes FROM_THE_FUTURE = hex("00c00a6300ffd743a8b46124e4");

    protected KeyTransferContract(TestBackend backend) {
        super(backend);
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }

    @Test
    void copyTakesValueAndTime() {
        redis.call("RPUSH", "a", "1", "2");
        redis.expire("a", Duration.ofHours(1));
        assertThat(redis.copy("a", "b")).isTrue();
        assertThat(redis.pexpiretime("b")).isEqualTo(redis.pexpiretime("a"));
        redis.call("RPUSH", "a", "3");
        assertThat(redis.sort("b")).containsExactly("1", "2");
    }

    @Test
    void copySparesWhatIsThereUnlessToldToReplace() {
        redis.set("a", "1");
        redis.set("b", "2");
        assertThat(redis.copy("a", "b")).isFalse();
        assertThat(redis.get("b")).isEqualTo("2");
        assertThat(redis.copy("a", "b", CopyOptions.replace())).isTrue();
        assertThat(redis.get("b")).isEqualTo("1");
    }

    @Test
    void copyOfNothingIsNothing() {
        redis.set("b", "2");
        assertThat(redis.copy("missing", "b", CopyOptions.replace())).isFalse();
        assertThat(redis.get("b")).isEqualTo("2");
    }

    @Test
    void copyOntoItselfIsAnError() {
        redis.set("a", "1");
        Refused.with("ERR source and destination objects are the same", () -> redis.copy("a", "a"));
    }

    @Test
    @Needs(Feature.DATABASES)
    void copyGoesIntoOtherDatabases() {
        redis.set("a", "1");
        TypedRedis<String, String> other = redis.database(1);
        assertThat(redis.copy("a", "a", CopyOptions.toDatabase(1))).isTrue();
        assertThat(other.get("a")).isEqualTo("1");
        other.set("a", "2");
        assertThat(redis.copy("a", "a", CopyOptions.toDatabase(1))).isFalse();
        assertThat(redis.copy("a", "a", CopyOptions.toDatabase(1).replace())).isTrue();
        assertThat(other.get("a")).isEqualTo("1");
        Refused.with("ERR DB index is out of range", () -> redis.copy("a", "b", CopyOptions.toDatabase(99999)));
    }

    @Test
    @Needs(Feature.DATABASES)
    void moveGoesIntoAnotherDatabase() {
        redis.set("a", "1");
        redis.expire("a", Duration.ofHours(1));
        TypedRedis<String, String> other = redis.database(1);
        assertThat(redis.move("a", 1)).isTrue();
        assertThat(redis.exists("a")).isZero();
        assertThat(other.get("a")).isEqualTo("1");
        assertThat(other.pttl("a").isExpiring()).isTrue();
        redis.set("a", "2");
        assertThat(redis.move("a", 1)).isFalse();
        assertThat(redis.move("missing", 1)).isFalse();
        assertThat(redis.get("a")).isEqualTo("2");
        Refused.with("ERR source and destination objects are the same", () -> redis.move("a", 0));
        Refused.with("ERR DB index is out of range", () -> redis.move("a", 99999));
    }

    @Test
    @Needs(commands = {"DUMP", "RESTORE"})
    void whatIsDumpedIsRestored() {
        redis.set("string", "v".repeat(100));
        redis.set("int", "-70000");
        redis.call("RPUSH", "list", "a", "b", "12", "c".repeat(200));
        redis.call("SADD", "ints", "1", "2", "300000");
        redis.call("SADD", "set", "a");
        redis.call("ZADD", "zset", "1.5", "a", "-inf", "b");
        redis.call("HSET", "hash", "f", "v", "g", "7");
        for (String key : List.of("string", "int", "list", "ints", "set", "zset", "hash")) {
            String type = redis.type(key);
            String encoding = encodingOf(key);
            Bytes dump = redis.dump(key);
            redis.del(key);
            redis.restore(key, dump);
            assertThat(redis.dump(key)).as(key).isEqualTo(dump);
            assertThat(redis.type(key)).isEqualTo(type);
            assertThat(encodingOf(key)).isEqualTo(encoding);
            assertThat(redis.pttl(key).isPersistent()).isTrue();
        }
        assertThat(redis.get("int")).isEqualTo("-70000");
    }

    @Test
    @Needs(commands = {"DUMP", "XADD"})
    void aStreamIsRestored() {
        redis.call("XADD", "s", "1-1", "f", "v");
        redis.call("XADD", "s", "2-0", "f", "w", "g", "x");
        Bytes dump = redis.dump("s");
        redis.restore("s", dump, RestoreOptions.replace());
        assertThat(redis.dump("s")).isEqualTo(dump);
    }

    @Test
    @Needs(commands = "DUMP")
    void nothingHasNoDump() {
        assertThat(redis.dump("missing")).isNull();
    }

    @Test
    @Needs(commands = "DUMP", version = "8.0")
    void theFormIsRedisOwn() {
        redis.set("k", "10");
        assertThat(redis.dump("k")).isEqualTo(TEN);
    }

    @Test
    @Needs(commands = "RESTORE")
    void whatOldServersDumpedIsRestored() {
        redis.restore("int", hex("00c00a0600f8723fc5fbfb5f28"));
        redis.restore("string", hex("000568656c6c6f0900b3808eba31b243bb"));
        redis.restore("list", hex("0102016101620600a445f8fe205626d6"));
        redis.restore("set", hex("0202016101620600688949a51e56019e"));
        redis.restore("zset", hex("030201610131016203322e350600432cfcd01aa42503"));
        redis.restore("hash", hex("04010166017606003b1f2bd644d3326f"));
        assertThat(redis.get("int")).isEqualTo("10");
        assertThat(redis.get("string")).isEqualTo("hello");
        assertThat(redis.lrange("list", 0, -1)).containsExactly("a", "b");
        assertThat(redis.smembers("set")).containsExactlyInAnyOrder("a", "b");
        assertThat(redis.zscore("zset", "b")).isEqualTo(2.5);
        assertThat(redis.hget("hash", "f")).isEqualTo("v");
    }

    @Test
    @Needs(commands = "RESTORE", version = "7.4")
    void aBusyKeyIsSparedUnlessToldToReplace() {
        redis.set("k", "v");
        Refused.with("BUSYKEY Target key name already exists.", () -> redis.restore("k", TEN));
        assertThat(redis.get("k")).isEqualTo("v");
        redis.restore("k", TEN, RestoreOptions.replace());
        assertThat(redis.get("k")).isEqualTo("10");
    }

    @Test
    @Needs(commands = "RESTORE", version = "7.4")
    void aRestoredKeyMayExpire() {
        redis.restore("k", TEN, RestoreOptions.expireAfter(Duration.ofHours(1)));
        assertThat(redis.pttl("k").get()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        Instant then = Instant.ofEpochMilli(4_000_000_000_123L);
        redis.restore("k", TEN, RestoreOptions.expireAt(then).replace());
        assertThat(redis.pexpiretime("k").get()).isEqualTo(then);
    }

    @Test
    @Needs(commands = "RESTORE", version = "7.4")
    void whatHasExpiredIsNotRestored() {
        Instant past = Instant.ofEpochSecond(1_000_000_000);
        redis.restore("new", TEN, RestoreOptions.expireAt(past));
        redis.set("k", "v");
        redis.restore("k", TEN, RestoreOptions.expireAt(past).replace());
        assertThat(redis.exists("new", "k")).isZero();
    }

    @Test
    @Needs(commands = "RESTORE", version = "7.4")
    void usageMayBeRestored() {
        redis.restore("idle", TEN, RestoreOptions.idleFor(Duration.ofHours(5)));
        redis.restore("often", TEN, RestoreOptions.frequency(200));
        assertThat(redis.objectIdletime("idle")).isBetween(Duration.ofHours(5), Duration.ofMinutes(301));
        assertThat(redis.get("often")).isEqualTo("10");
    }

    @Test
    @Needs(commands = "RESTORE")
    void aBadPayloadIsAnErrorAndMakesNothing() {
        byte[] flipped = TEN.toArray();
        flipped[1] ^= 1;
        Refused.with(BAD_PAYLOAD, () -> redis.restore("k", Bytes.of(flipped)));
        Refused.with(BAD_PAYLOAD, () -> redis.restore("k", Bytes.utf8("nonsense")));
        Refused.with(BAD_PAYLOAD, () -> redis.restore("k", Bytes.of()));
        Refused.with(BAD_PAYLOAD, () -> redis.restore("k", FROM_THE_FUTURE));
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    @Needs(commands = "RESTORE")
    void badNumbersAreErrors() {
        Refused.with("ERR Invalid TTL value, must be >= 0", () -> redis.call("RESTORE", "k", "-1", "x"));
        Refused.with(
                "ERR Invalid IDLETIME value, must be >= 0",
                () -> redis.call("RESTORE", "k", "0", "x", "IDLETIME", "-1"));
        Refused.with(
                "ERR Invalid FREQ value, must be >= 0 and <= 255",
                () -> redis.call("RESTORE", "k", "0", "x", "FREQ", "256"));
        Refused.with("ERR syntax error", () -> redis.call("RESTORE", "k", "0", "x", "IDLETIME", "1", "FREQ", "1"));
    }

    @Test
    @Needs(commands = "MIGRATE")
    void migratingNothingIsNothing() {
        Duration second = Duration.ofSeconds(1);
        assertThat(redis.migrate("127.0.0.1", 1, "missing", 0, second)).isFalse();
        MigrateOptions.Choice options = MigrateOptions.copy().replace();
        List<String> keys = List.of("missing", "gone");
        assertThat(redis.migrate("127.0.0.1", 1, keys, 0, second, options.auth("p")))
                .isFalse();
        assertThat(redis.migrate("127.0.0.1", 1, keys, 0, second, options.auth("u", "p")))
                .isFalse();
    }

    @Test
    @Needs(commands = "MIGRATE")
    void migratingToNobodyFailsAndKeepsTheKey() {
        redis.set("k", "v");
        Refused.withCode("IOERR", () -> redis.migrate("127.0.0.1", 1, "k", 0, Duration.ofSeconds(1)));
        assertThat(redis.get("k")).isEqualTo("v");
    }
}
