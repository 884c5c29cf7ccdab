package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Codec;
import dev.redstart.Decoders;
import dev.redstart.KeyValue;
import dev.redstart.Redis;
import dev.redstart.RedisSession;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions: one connection with state, which is clean again when it is given back. */
public abstract class SessionStateContract extends ContractSuite {

    /** More than a driver's pool holds, so that each of its connections has its turn. */
    private static final int ROUNDS = 20;

    protected SessionStateContract(TestBackend backend) {
        super(backend);
    }

    private static String text(Reply reply) {
        return Decoders.text().decode(reply);
    }

    @Test
    void ithasAllCommandsAndTheTypesOfItsView() {
        TypedRedis<String, Long> numbers = redis.with(Codec.int64());
        try (RedisSession<String, Long> session = numbers.session()) {
            session.set("n", 41L);
            assertThat(session.get("n")).isEqualTo(41L);
            assertThat(session.incr("n")).isEqualTo(42);
        }
        assertThat(redis.get("n")).isEqualTo("42");
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aTransactionByHand() {
        try (RedisSession<String, String> session = redis.session()) {
            session.multi();
            assertThat(text(session.call("SET", "k", "v"))).isEqualTo("QUEUED");
            assertThat(text(session.call("INCR", "n"))).isEqualTo("QUEUED");
            assertThat(redis.exists("k")).isZero();
            List<Reply> replies = Reply.elements(session.exec());
            assertThat(replies).hasSize(2).element(1).isEqualTo(Reply.integer(1));
            assertThat(text(replies.get(0))).isEqualTo("OK");

            session.multi();
            session.call("SET", "k", "other");
            session.discard();
            assertThat(session.get("k")).isEqualTo("v");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aWatchedKeyThatChangedMakesExecNull() {
        try (RedisSession<String, String> session = redis.session()) {
            session.watch("k", "other");
            redis.set("k", "changed");
            session.multi();
            session.call("SET", "k", "v");
            assertThat(session.exec()).isEqualTo(Reply.NULL);
            assertThat(session.get("k")).isEqualTo("changed");

            session.watch("k");
            redis.set("k", "changed again");
            session.unwatch();
            session.multi();
            session.call("SET", "k", "v");
            assertThat(Reply.elements(session.exec())).hasSize(1);
        }
    }

    @Test
    @Needs({Feature.TRANSACTIONS, Feature.MULTI_SLOT})
    void mistakesWithTransactionsAreErrors() {
        try (RedisSession<String, String> session = redis.session()) {
            assertError("ERR EXEC without MULTI", session::exec);
            assertError("ERR DISCARD without MULTI", session::discard);
            session.multi();
            assertError("ERR MULTI calls can not be nested", session::multi);
            assertError("ERR WATCH inside MULTI is not allowed", () -> session.watch("k"));
            assertError("ERR wrong number of arguments for 'get' command", () -> session.call("GET"));
            assertError("EXECABORT Transaction discarded because of previous errors.", session::exec);
            assertThat(session.ping()).isEqualTo("PONG");
        }
    }

    private static void assertError(String reply, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                .isEqualTo(reply));
    }

    @Test
    @Needs(Feature.DATABASES)
    void aSelectedDatabaseEndsWithTheSession() {
        for (int i = 0; i < ROUNDS; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                session.select(1);
                session.set("where", "one");
            }
            assertThat(redis.get("where")).isNull();
            try (RedisSession<String, String> session = redis.session()) {
                assertThat(session.get("where")).isNull();
            }
        }
        assertThat(redis.database(1).get("where")).isEqualTo("one");
    }

    @Test
    @Needs(Feature.DATABASES)
    void aDatabaseThatIsNotThereChangesNothing() {
        redis.set("where", "zero");
        try (RedisSession<String, String> session = redis.session()) {
            assertError("ERR DB index is out of range", () -> session.select(1_000_000));
            assertThat(session.get("where")).isEqualTo("zero");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aTransactionLeftOpenIsThrownAway() {
        for (int i = 0; i < ROUNDS; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                session.multi();
                session.call("SET", "k", "v");
            }
            assertThat(redis.get("k")).isNull();
            assertThat(redis.echo("hello")).isEqualTo("hello");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void keysLeftWatchedDisturbNobody() {
        for (int i = 0; i < ROUNDS; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                session.watch("k");
            }
        }
        redis.set("k", "changed");
        for (int i = 0; i < ROUNDS; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                session.multi();
                session.call("INCR", "n");
                assertThat(Reply.elements(session.exec())).containsExactly(Reply.integer(i + 1));
            }
        }
    }

    @Test
    @Needs(commands = "CLIENT")
    void anythingElseThatWasChangedEndsWithTheSession() {
        for (int i = 0; i < ROUNDS; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                assertThat(session.clientGetname()).isNull();
                session.clientSetname("mine");
                assertThat(session.clientGetname()).isEqualTo("mine");
                session.call("CLIENT", "NO-EVICT", "ON");
            }
        }
    }

    @Test
    @Needs(commands = "RESET")
    void resetMakesTheConnectionNew() {
        try (RedisSession<String, String> session = redis.session()) {
            session.multi();
            session.call("SET", "k", "v");
            session.reset();
            assertThat(session.get("k")).isNull();
        }
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    @Test
    @Needs(commands = "CLIENT")
    void eachHasAConnectionOfItsOwn() {
        try (RedisSession<String, String> one = redis.session();
                RedisSession<String, String> two = redis.session()) {
            assertThat(one.clientId()).isNotEqualTo(two.clientId()).isEqualTo(one.clientId());
        }
    }

    @Test
    void aBlockingCommandBlocksIt() {
        try (RedisSession<String, String> session = redis.session()) {
            assertThat(session.blpop(Duration.ofMillis(30), "list")).isNull();
            redis.rpush("list", "x");
            assertThat(session.blpop(Duration.ofSeconds(30), "list")).isEqualTo(new KeyValue<>("list", "x"));
            assertThat(session.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void anErrorDoesNotBreakIt() {
        try (RedisSession<String, String> session = redis.session()) {
            session.set("text", "v");
            assertError("ERR value is not an integer or out of range", () -> session.incr("text"));
            assertThat(session.get("text")).isEqualTo("v");
        }
    }

    @Test
    void closingTwiceIsAllowed() {
        RedisSession<String, String> session = redis.session();
        session.close();
        session.close();
        try (RedisSession<String, String> one = redis.session();
                RedisSession<String, String> two = redis.session()) {
            one.set("k", "1");
            assertThat(two.get("k")).isEqualTo("1");
        }
    }

    @Test
    void closingTheHandleEndsIt() {
        Redis other = another();
        try (RedisSession<String, String> session = other.session()) {
            assertThat(session.ping()).isEqualTo("PONG");
            other.close();
            assertThatThrownBy(session::ping).isInstanceOf(RedisConnectionException.class);
        }
    }

    @Test
    void givenBackOnesCanBeHadAgainAndAgain() {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 10 * ROUNDS; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                seen.add(session.echo("n" + i));
            }
        }
        assertThat(seen).hasSize(10 * ROUNDS).endsWith("n" + (10 * ROUNDS - 1));
    }
}
