package dev.redstart.engine.persist.aof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.engine.persist.Disk;
import dev.redstart.engine.persist.FunctionStore;
import dev.redstart.spi.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done is there when the directory is opened again, however it was left. */
class AppendOnlyDirectoryTest {

    @TempDir
    Path home;

    /** An engine with a log below {@link #home}, on a disk. */
    private final class Logged implements AutoCloseable {
        final Engine engine;
        final AppendOnlyDirectory log;
        final ClientSession session;

        Logged(Disk disk, String fsync) throws IOException {
            ServerConfig config = new ServerConfig();
            config.load("appendfsync", List.of(fsync));
            config.load("enable-debug-command", List.of("yes"));
            engine = Engine.open(config, Clock.systemUTC());
            session = engine.connect(0);
            log = AppendOnlyDirectory.open(disk, home, engine.dispatcher(), FunctionStore.NONE, (bytes, keys) -> {});
        }

        Reply run(String line) {
            String[] words = line.split(" ");
            byte[][] args = Stream.of(words)
                    .skip(1)
                    .map(word -> word.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            ReplyBuilder reply = new ReplyBuilder();
            engine.call(session, words[0], args, reply, null);
            return reply.take();
        }

        String digest() {
            return run("DEBUG DIGEST").toString();
        }

        @Override
        public void close() throws IOException {
            log.close();
            engine.close();
        }
    }

    private Path increment() {
        return home.resolve("appendonlydir/appendonly.aof.1.incr.aof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec", "no"})
    void everythingIsThereAgain(String fsync) throws IOException {
        String before;
        try (Logged redis = new Logged(Disk.REAL, fsync)) {
            for (String line : List.of("SET k v EX 1000", "RPUSH l a b c", "SADD s a b c", "SPOP s", "SELECT 2"))
                redis.run(line);
            for (String line :
                    List.of("HSET h a 1 b 2", "HEXPIRE h 100 FIELDS 1 a", "ZADD z 1 a", "XADD x * f v", "MULTI"))
                redis.run(line);
            for (String line : List.of("INCR n", "APPEND t text", "EXEC")) redis.run(line);
            before = redis.digest();
        }
        try (Logged again = new Logged(Disk.REAL, fsync)) {
            assertThat(again.digest()).isEqualTo(before);
            again.run("SET more 1");
            before = again.digest();
        }
        try (Logged again = new Logged(Disk.REAL, fsync)) {
            assertThat(again.digest()).isEqualTo(before);
        }
        assertThat(home.resolve("appendonlydir/appendonly.aof.manifest"))
                .content()
                .isEqualTo("file appendonly.aof.1.incr.aof seq 1 type i\n");
    }

    @Test
    void aLogCutAnywhereIsLoadedUpToItsLastWholeUnit() throws IOException {
        try (Logged redis = new Logged(Disk.REAL, "no")) {
            for (String line : List.of("SET a 1", "MULTI", "INCR b", "INCR c", "EXEC", "RPUSH l x")) redis.run(line);
        }
        byte[] whole = Files.readAllBytes(increment());
        for (int size = 0; size <= whole.length; size++) {
            Files.write(increment(), Arrays.copyOf(whole, size));
            try (Logged redis = new Logged(Disk.REAL, "no")) {
                assertThat(redis.run("GET b")).as("cut at %s", size).isEqualTo(redis.run("GET c"));
                redis.run("SET after 1");
            }
            try (Logged redis = new Logged(Disk.REAL, "no")) {
                assertThat(redis.run("EXISTS after")).as("cut at %s", size).isEqualTo(new Reply.Int(1));
            }
        }
    }

    @Test
    void aDamagedLogIsNotLoaded() throws IOException {
        try (Logged redis = new Logged(Disk.REAL, "no")) {
            redis.run("SET a 1");
        }
        byte[] bytes = Files.readAllBytes(increment());
        bytes[0] = 'x';
        Files.write(increment(), bytes);
        assertThatThrownBy(() -> new Logged(Disk.REAL, "no").close())
                .isInstanceOf(CorruptAofException.class)
                .hasMessageContaining("at byte 1")
                .hasMessageContaining("incr.aof");
    }

    @Test
    void aFailingDiskIsNoSilentLoss() throws IOException {
        AtomicBoolean full = new AtomicBoolean();
        Disk disk = new Disk() {
            @Override
            public Sink append(Path file) throws IOException {
                Sink real = Disk.REAL.append(file);
                return new Sink() {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        if (full.get()) throw new IOException("No space left on device");
                        real.write(bytes, from, length);
                    }

                    @Override
                    public void sync() throws IOException {
                        real.sync();
                    }

                    @Override
                    public void close() throws IOException {
                        real.close();
                    }
                };
            }
        };
        try (Logged redis = new Logged(disk, "always")) {
            redis.run("SET a 1");
            full.set(true);
            assertThatThrownBy(() -> redis.run("SET b 1")).isInstanceOf(UncheckedIOException.class);
            assertThat(redis.run("SET c 1"))
                    .isEqualTo(new Reply.Error("MISCONF Errors writing to the AOF file: No space left on device"));
            assertThat(redis.run("EXISTS a")).isEqualTo(new Reply.Int(1));
        }
        try (Logged again = new Logged(Disk.REAL, "always")) {
            assertThat(again.run("EXISTS a b c")).isEqualTo(new Reply.Int(1));
        }
    }
}
