package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyWireTest {

    private final KeyFamily<String, String> k = Wire.commands().key();

    @Test
    void commandsOfSeveralKeysSend() {
        assertThat(Wire.of(k.del("a", "b"))).isEqualTo("DEL a b");
        assertThat(Wire.of(k.del(List.of("a", "b")))).isEqualTo("DEL a b");
        assertThat(Wire.of(k.unlink("a"))).isEqualTo("UNLINK a");
        assertThat(Wire.of(k.unlink(List.of("a", "b")))).isEqualTo("UNLINK a b");
        assertThat(Wire.of(k.exists("a", "a"))).isEqualTo("EXISTS a a");
        assertThat(Wire.of(k.exists(List.of("a")))).isEqualTo("EXISTS a");
        assertThat(Wire.of(k.touch("a"))).isEqualTo("TOUCH a");
        assertThat(Wire.of(k.touch(List.of("a", "b")))).isEqualTo("TOUCH a b");
        assertThat(Wire.keysOf(k.touch(List.of("a", "b")))).isEqualTo("a b");
        assertThatThrownBy(() -> k.del()).hasMessage("needs at least one key");
    }

    @Test
    void findingSends() {
        assertThat(Wire.of(k.type("a"))).isEqualTo("TYPE a");
        assertThat(Wire.of(k.keys("a*"))).isEqualTo("KEYS a*");
        assertThat(Wire.keysOf(k.keys("a*"))).isEmpty();
        assertThat(Wire.of(k.randomkey())).isEqualTo("RANDOMKEY");
        assertThat(Wire.of(k.scan(ScanCursor.START))).isEqualTo("SCAN 0");
        assertThat(Wire.of(k.scan(ScanCursor.START, ScanOptions.all()))).isEqualTo("SCAN 0");
        ScanOptions all = ScanOptions.match("a*").count(5).type("zset");
        assertThat(Wire.of(k.scan(ScanCursor.of("17"), all))).isEqualTo("SCAN 17 MATCH a* COUNT 5 TYPE zset");
        assertThat(Wire.of(k.scan(ScanCursor.START, ScanOptions.type("hash")))).isEqualTo("SCAN 0 TYPE hash");
        assertThat(Wire.of(k.scan(ScanCursor.START, ScanOptions.count(1)))).isEqualTo("SCAN 0 COUNT 1");
    }

    @Test
    void movingSends() {
        assertThat(Wire.of(k.rename("a", "b"))).isEqualTo("RENAME a b");
        assertThat(Wire.of(k.renamenx("a", "b"))).isEqualTo("RENAMENX a b");
        assertThat(Wire.of(k.move("a", 3))).isEqualTo("MOVE a 3");
        assertThat(Wire.of(k.copy("a", "b"))).isEqualTo("COPY a b");
        assertThat(Wire.of(k.copy("a", "b", CopyOptions.replace()))).isEqualTo("COPY a b REPLACE");
        assertThat(Wire.of(k.copy("a", "b", CopyOptions.toDatabase(0).replace())))
                .isEqualTo("COPY a b DB 0 REPLACE");
        assertThat(Wire.keysOf(k.copy("a", "b", CopyOptions.replace()))).isEqualTo("a b");
        assertThatThrownBy(() -> CopyOptions.toDatabase(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dumpAndRestoreSend() {
        Bytes payload = Bytes.of((byte) 0, (byte) 255);
        assertThat(Wire.of(k.dump("a"))).isEqualTo("DUMP a");
        assertThat(Wire.of(k.restore("a", payload))).isEqualTo("RESTORE a 0 '\\x00\\xff'");
        assertThat(Wire.of(k.restore("a", payload, RestoreOptions.replace())))
                .isEqualTo("RESTORE a 0 '\\x00\\xff' REPLACE");
        assertThat(Wire.of(k.restore("a", payload, RestoreOptions.expireAfter(Duration.ofSeconds(1)))))
                .isEqualTo("RESTORE a 1000 '\\x00\\xff'");
        assertThat(Wire.of(k.restore(
                        "a",
                        payload,
                        RestoreOptions.expireAt(Instant.ofEpochMilli(9)).replace())))
                .isEqualTo("RESTORE a 9 '\\x00\\xff' REPLACE ABSTTL");
        assertThat(Wire.of(k.restore("a", payload, RestoreOptions.idleFor(Duration.ofMillis(2999)))))
                .isEqualTo("RESTORE a 0 '\\x00\\xff' IDLETIME 2");
        assertThat(Wire.of(k.restore(
                        "a", payload, RestoreOptions.idleFor(Duration.ofDays(1)).frequency(255))))
                .isEqualTo("RESTORE a 0 '\\x00\\xff' FREQ 255");
        assertThatThrownBy(() -> RestoreOptions.frequency(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RestoreOptions.expireAt(Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void migrateSendsEachOption() {
        Duration second = Duration.ofSeconds(1);
        assertThat(Wire.of(k.migrate("h", 6379, "a", 2, second))).isEqualTo("MIGRATE h 6379 a 2 1000");
        assertThat(Wire.keysOf(k.migrate("h", 6379, "a", 2, second))).isEqualTo("a");
        List<String> two = List.of("a", "b");
        Command<Boolean> all = k.migrate(
                "h", 1, two, 0, second, MigrateOptions.copy().replace().auth("secret"));
        assertThat(Wire.of(all)).isEqualTo("MIGRATE h 1 '' 0 1000 COPY REPLACE AUTH secret KEYS a b");
        assertThat(Wire.keysOf(all)).isEqualTo("a b");
        assertThat(all.request().lane()).isEqualTo(Lane.BLOCKING);
        assertThat(Wire.of(k.migrate("h", 1, two, 0, second, MigrateOptions.auth("u", "p"))))
                .isEqualTo("MIGRATE h 1 '' 0 1000 AUTH2 u p KEYS a b");
        assertThat(Wire.of(k.migrate("h", 1, two, 0, second, MigrateOptions.replace())))
                .isEqualTo("MIGRATE h 1 '' 0 1000 REPLACE KEYS a b");
        assertThat(MigrateOptions.auth("u", "secret").toString()).doesNotContain("secret");
        assertThat(all.decoder().decode(Reply.OK)).isTrue();
        assertThat(all.decoder().decode(new Reply.Text("NOKEY"))).isFalse();
        assertThat(all.decoder().decode(Reply.blob("NOKEY"))).isFalse();
    }

    @Test
    void objectSends() {
        assertThat(Wire.of(k.objectEncoding("a"))).isEqualTo("OBJECT ENCODING a");
        assertThat(Wire.keysOf(k.objectEncoding("a"))).isEqualTo("a");
        assertThat(Wire.of(k.objectFreq("a"))).isEqualTo("OBJECT FREQ a");
        assertThat(Wire.of(k.objectIdletime("a"))).isEqualTo("OBJECT IDLETIME a");
        assertThat(Wire.of(k.objectRefcount("a"))).isEqualTo("OBJECT REFCOUNT a");
    }
}
