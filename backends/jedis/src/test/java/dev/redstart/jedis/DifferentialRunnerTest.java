package dev.redstart.jedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.differential.Differential;
import dev.redstart.contract.differential.Generator;
import dev.redstart.contract.differential.Generators;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The differential runner itself, which needs something that is right: real Redis does not differ from real Redis, and a
 * Redis with a bug does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialRunnerTest {

    private static final Duration TIME = Duration.ofSeconds(1);

    private RedisServer oneServer;
    private RedisServer otherServer;
    private Redis one;
    private Redis other;

    @BeforeAll
    void open() {
        oneServer = RedisServer.builder().config("hz", "500").start();
        otherServer = RedisServer.builder().config("hz", "500").start();
        one = Redstart.open("redstart:jedis:" + oneServer.uri());
        other = Redstart.open("redstart:jedis:" + otherServer.uri());
    }

    @AfterAll
    void close() {
        one.close();
        other.close();
        oneServer.close();
        otherServer.close();
    }

    private static Transport transport(Redis redis) {
        return redis.unwrap(Transport.class);
    }

    static List<Generator> families() {
        return Generators.ofEveryFamily();
    }

    @ParameterizedTest
    @MethodSource("families")
    void redisDoesNotDifferFromItself(Generator family) {
        Differential.Report report =
                Differential.between(transport(one), transport(other)).run(List.of(family), TIME, System.nanoTime());
        assertThat(report.commands()).isPositive();
        assertThat(report.skipped()).isEmpty();
    }

    @Test
    void redisDoesNotDifferFromItselfOverAnotherProtocol() {
        try (Redis resp2 = Redstart.open("redstart:jedis:" + otherServer.uri() + "?protocol=resp2")) {
            Differential.Report report = Differential.between(transport(one), transport(resp2))
                    .ignoringShapes()
                    .run(families(), TIME, System.nanoTime());
            assertThat(report.commands()).isPositive();
        }
    }

    @Test
    void aWrongReplyIsFoundAndShrunkToWhatItTakes() {
        Transport wrong = broken(other, "STRLEN", (request, right) -> {
            Reply reply = right.apply(request);
            return reply instanceof Reply.Int n && n.value() > 44 ? Reply.integer(n.value() - 1) : reply;
        });
        assertThatThrownBy(
                        () -> Differential.between(wrong, transport(one)).run(List.of(Generators.strings()), 1000, 1))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains("these are enough")
                .contains("\nat STRLEN ")
                .containsPattern("seed \\d+ makes the sequence again")
                .satisfies(text -> assertThat(commandsIn(text)).isEqualTo(2));
    }

    @Test
    void aLostChangeIsFoundInTheKeyspace() {
        Transport wrong = broken(other, "PERSIST", (request, right) -> {
            if (request.arguments().length != 1) return right.apply(request);
            Reply left = right.apply(Request.of("PTTL").arg(request.arguments()[0]));
            return Reply.integer(left instanceof Reply.Int n && n.value() >= 0 ? 1 : 0);
        });
        assertThatThrownBy(() -> Differential.between(wrong, transport(one)).run(List.of(Generators.keys()), 1000, 1))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains("PERSIST", "PEXPIRETIME")
                // A key, its time to live, and that taken away.
                .satisfies(text -> assertThat(commandsIn(text)).as(text).isBetween(2L, 5L));
    }

    @Test
    void theSeedMakesTheFailureAgain() {
        Transport wrong = broken(other, "LLEN", (request, right) -> Reply.integer(0));
        Differential differential = Differential.between(wrong, transport(one));
        String first = failure(() -> differential.run(List.of(Generators.lists()), 1000, 99));
        long seed = Long.parseLong(first.replaceAll("(?s).*seed (\\d+) makes.*", "$1"));
        assertThat(failure(() -> differential.run(List.of(Generators.lists()), 1, seed)))
                .isEqualTo(first);
    }

    private static String failure(Runnable run) {
        try {
            run.run();
        } catch (AssertionError e) {
            return e.getMessage();
        }
        throw new IllegalStateException("did not fail");
    }

    private static long commandsIn(String text) {
        return text.lines()
                .filter(line -> line.startsWith("    ") && !line.startsWith("    jedis at"))
                .count();
    }

    /** How a wrong backend answers: given what it is asked, and a right one to ask. */
    private interface Bug {
        Reply answer(Request request, Function<Request, Reply> right);
    }

    private static Transport broken(Redis redis, String command, Bug bug) {
        return wrapping(Transport.class, transport(redis), command, bug);
    }

    /** Through all sessions, too: a proxy, since only one method of many is to be different. */
    private static <T> T wrapping(Class<T> type, T target, String command, Bug bug) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, method, arguments) -> {
            if (method.getName().equals("call")
                    && arguments[0] instanceof Request request
                    && request.name().equals(command))
                return bug.answer(request, r -> (Reply) invoke(method, target, r));
            Object result = invoke(method, target, arguments);
            return result instanceof Session session ? wrapping(Session.class, session, command, bug) : result;
        });
        return type.cast(proxy);
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable ... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
