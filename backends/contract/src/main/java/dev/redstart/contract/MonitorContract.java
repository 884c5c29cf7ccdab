package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.MonitorEvent;
import dev.redstart.MonitorListener;
import dev.redstart.RedisSession;
import dev.redstart.Subscription;
import dev.redstart.spi.Feature;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hearing every command that a server executes. */
@Needs(commands = "MONITOR")
public abstract class MonitorContract extends ContractSuite {

    private static final long PATIENCE_SECONDS = 10;

    protected MonitorContract(TestBackend backend) {
        super(backend);
    }

    /** Keeps what it hears. */
    private static final class Ear implements MonitorListener {
        final BlockingQueue<MonitorEvent> events = new LinkedBlockingQueue<>();
        final CompletableFuture<Boolean> ended = new CompletableFuture<>();

        @Override
        public void onCommand(MonitorEvent event) {
            events.add(event);
        }

        @Override
        public void onEnd(@Nullable Throwable cause) {
            ended.complete(cause == null);
        }

        /** The next event of this kind; others, of other clients of the server, are passed over. */
        MonitorEvent next(Predicate<MonitorEvent> kind) throws InterruptedException {
            while (true) {
                MonitorEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (event == null) throw new AssertionError("no such event came");
                if (kind.test(event)) return event;
            }
        }
    }

    private static Predicate<MonitorEvent> command(String name) {
        return event -> event.command().equals(name);
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void commandsAreHeardAsTheyWereSent() throws InterruptedException {
        Ear ear = new Ear();
        Bytes odd = Bytes.of((byte) 0, (byte) 0xFF, (byte) '"', (byte) '\\', (byte) '\n', (byte) 7, (byte) ' ');
        try (Subscription monitor = redis.monitor(ear)) {
            assertThat(monitor.isActive()).isTrue();
            Instant before = redis.time();
            binary().set(odd, Bytes.of());
            redis.incr("n");
            MonitorEvent set = ear.next(command("SET"));
            assertThat(set.words()).isEqualTo(List.of(Bytes.utf8("SET"), odd, Bytes.of()));
            assertThat(set.database()).isZero();
            assertThat(set.client()).isNotBlank();
            assertThat(set.time()).isBetween(before, redis.time());
            assertThat(ear.next(command("INCR")).line()).isEqualTo("INCR n");
        }
    }

    @Test
    @Needs(Feature.DATABASES)
    void theDatabaseIsTold() throws InterruptedException {
        Ear ear = new Ear();
        try (Subscription monitor = redis.monitor(ear)) {
            assertThat(monitor.isActive()).isTrue();
            redis.database(1).incr("n");
            assertThat(ear.next(command("INCR")).database()).isEqualTo(1);
        }
    }

    @Test
    @Needs(Feature.SCRIPTS)
    void whatAScriptDoesIsHeardToo() throws InterruptedException {
        Ear ear = new Ear();
        try (Subscription monitor = redis.monitor(ear)) {
            assertThat(monitor.isActive()).isTrue();
            redis.call("EVAL", "return redis.call('incr', KEYS[1])", "1", "n");
            MonitorEvent incr = ear.next(command("INCR"));
            assertThat(incr.line()).isEqualTo("incr n");
            assertThat(incr.client()).isEqualTo("lua");
        }
    }

    @Test
    @Needs(commands = "ACL SETUSER")
    void passwordsAreNotHeard() throws InterruptedException {
        Ear ear = new Ear();
        try (Subscription monitor = redis.monitor(ear);
                RedisSession<String, String> session = redis.session()) {
            assertThat(monitor.isActive()).isTrue();
            redis.aclSetuser("ada", ">topsecret");
            redis.aclDeluser("ada");
            Refused.withCode("WRONGPASS", () -> session.auth("ada", "topsecret"));
            MonitorEvent auth = ear.next(event -> {
                assertThat(event.line()).doesNotContain("topsecret");
                return event.command().equals("AUTH");
            });
            assertThat(auth.line()).isEqualTo("AUTH (redacted) (redacted)");
        }
    }

    @Test
    void itEndsWhenItIsClosed() throws Exception {
        Ear ear = new Ear();
        Subscription monitor = redis.monitor(ear);
        monitor.close();
        assertThat(ear.ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(monitor.isActive()).isFalse();
    }
}
