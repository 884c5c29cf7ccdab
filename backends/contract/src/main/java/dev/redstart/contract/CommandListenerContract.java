package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.CommandEnd;
import dev.redstart.CommandEnd.Outcome;
import dev.redstart.CommandListener;
import dev.redstart.CommandStart;
import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.RedisSession;
import dev.redstart.Result;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a {@link CommandListener} hears: every command of every mode, once, before its caller knows. */
public abstract class CommandListenerContract extends ContractSuite {

    private record Told(CommandStart start, CommandEnd end) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();

    private final Redis watched = watchedBy(command -> end -> told.add(new Told(command, end)));

    protected CommandListenerContract(TestBackend backend) {
        super(backend);
    }

    private Told only() {
        assertThat(told).hasSize(1);
        Told one = told.get(0);
        told.clear();
        return one;
    }

    private List<String> commands() {
        return told.stream().map(one -> one.start.command()).toList();
    }

    @Test
    void aCallThatWaits() {
        told.clear();
        long before = System.nanoTime();
        watched.set("k", "v");
        Duration whole = Duration.ofNanos(System.nanoTime() - before);
        Told set = only();
        assertThat(set.start)
                .isEqualTo(new CommandStart(
                        "SET",
                        redis.capabilities().backend(),
                        redis.capabilities().node(),
                        1));
        assertThat(set.end.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(set.end.elapsed()).isPositive().isLessThanOrEqualTo(whole);
        assertThat(set.end.errorCode()).isNull();
        assertThat(set.end.failure()).isNull();
    }

    @Test
    void anErrorReply() {
        redis.set("text", "v");
        told.clear();
        assertThatThrownBy(() -> watched.lpush("text", "x")).isInstanceOf(RedisReplyException.class);
        CommandEnd end = only().end;
        assertThat(end.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(end.errorCode()).isEqualTo("WRONGTYPE");
        assertThat(end.failure()).isNull();
    }

    @Test
    void aResultThatComesLater() {
        told.clear();
        Result<Long> n = watched.async().incr("n");
        assertThat(n.get()).isEqualTo(1);
        assertThat(only().start.command()).isEqualTo("INCR");
    }

    @Test
    void aPipelineOneByOne() {
        redis.set("text", "v");
        told.clear();
        try (Pipeline pipeline = watched.pipeline()) {
            pipeline.set("a", "1");
            pipeline.lpush("text", "x");
            pipeline.get("a");
            pipeline.flush();
        }
        assertThat(commands()).containsExactlyInAnyOrder("SET", "LPUSH", "GET");
        assertThat(told).allMatch(one -> one.start.batch() == 3);
        assertThat(told.stream().filter(one -> one.end.outcome() == Outcome.ERROR))
                .extracting(one -> one.start.command())
                .containsExactly("LPUSH");
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aTransactionAndASession() {
        told.clear();
        watched.transaction(tx -> tx.set("a", "1"));
        assertThat(commands()).contains("MULTI", "SET", "EXEC");
        told.clear();
        try (RedisSession<String, String> session = watched.session()) {
            session.get("a");
        }
        assertThat(commands()).contains("GET");
    }

    @Test
    @Needs(Feature.DATABASES)
    void anotherDatabase() {
        told.clear();
        watched.database(1).get("k");
        assertThat(commands()).contains("GET");
    }

    @Test
    void aCommandThatNeverLeft() {
        Redis closed = watchedBy(command -> end -> told.add(new Told(command, end)));
        closed.close();
        told.clear();
        assertThatThrownBy(() -> closed.incr("n")).isInstanceOf(RedisConnectionException.class);
        assertThat(told).isNotEmpty().allSatisfy(one -> {
            assertThat(one.end.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(one.end.failure()).isInstanceOf(RedisConnectionException.class);
        });
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler own = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((t, e) -> reported.add(e));
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> reported.add(e));
        try {
            Redis harmed = watchedBy((CommandListener) command -> {
                throw new IllegalStateException("start");
            });
            assertThat(harmed.incr("n")).isEqualTo(1);
            Redis late = watchedBy(command -> end -> {
                throw new IllegalStateException("end");
            });
            assertThat(late.incr("n")).isEqualTo(2);
            assertThat(late.async().incr("n").get()).isEqualTo(3);
        } finally {
            thread.setUncaughtExceptionHandler(own instanceof ThreadGroup ? null : own);
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(reported).extracting(Throwable::getMessage).contains("start", "end");
    }

    @Test
    void severalListenersHearInOrder() {
        List<String> heard = new CopyOnWriteArrayList<>();
        CommandListener one = command -> end -> heard.add("one " + command.command());
        CommandListener two = command -> end -> heard.add("two " + command.command());
        CommandListener deaf = command -> null;
        Redis both = watchedBy(one.and(deaf).and(two));
        heard.clear();
        both.incr("n");
        assertThat(heard).containsExactly("one INCR", "two INCR");
    }
}
