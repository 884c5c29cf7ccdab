package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.Support.Heard;
import dev.redstart.spi.Driver;
import dev.redstart.spi.Phase;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Pinned connections: what they carry, and in what state they come back. */
public abstract class PinningContract extends RealServerCase {

    protected PinningContract(Driver driver) {
        super(driver);
    }

    @Test
    void aSessionIsGivenBackClean() {
        reopen("?poolSize=1");
        Reply id;
        try (Session session = redis.pin(Route.ANY)) {
            id = session.call(command("CLIENT", "ID"));
            session.call(command("WATCH", "k"));
            session.call(command("MULTI"));
            assertThat(session.call(command("SET", "k", "1"))).isSameAs(Reply.QUEUED);
        }
        assertThat(id()).as("DISCARD made it clean").isEqualTo(id);
        assertThat(redis.call(command("GET", "k"))).isSameAs(Reply.NULL);
        try (Session session = redis.pin(Route.ANY)) {
            session.call(command("WATCH", "k"));
        }
        assertThat(id()).as("UNWATCH made it clean").isEqualTo(id);
        assertThat(String.valueOf(server.call("CLIENT", "LIST")))
                .doesNotContain("watch=1")
                .doesNotContain("multi=0");
        try (Session session = redis.pin(Route.ANY)) {
            session.call(command("SELECT", "3"));
        }
        try (Session session = redis.pin(Route.ANY)) {
            assertThat(session.call(command("CLIENT", "ID")))
                    .as("another connection")
                    .isNotEqualTo(id);
            assertThat(text(session.call(command("CLIENT", "INFO")))).contains("db=9");
        }
    }

    /** Of the connection that the pool gives out next. */
    private Reply id() {
        try (Session session = redis.pin(Route.ANY)) {
            return session.call(command("CLIENT", "ID"));
        }
    }

    @Test
    void aTransactionKeepsFullReplies() {
        try (Session session = redis.pin(Route.ANY)) {
            session.call(command("WATCH", "k"));
            List<Heard> heard = List.of(new Heard(), new Heard(), new Heard(), new Heard(), new Heard());
            session.sendAll(
                    List.of(
                            command("MULTI"),
                            command("HSET", "h", "f", "v"),
                            command("INCR", "h"),
                            command("HGETALL", "h"),
                            command("EXEC")),
                    heard);
            List<Reply> results = Reply.elements(get(heard.get(4)));
            assertThat(results.get(0)).isEqualTo(Reply.integer(1));
            assertThat(results.get(1)).isInstanceOf(Reply.Error.class);
            assertThat(results.get(2)).isInstanceOf(Reply.MapOf.class);
            session.call(command("WATCH", "k"));
            redis.call(command("SET", "k", "other"));
            session.call(command("MULTI"));
            session.call(command("SET", "k", "mine"));
            assertThat(session.call(command("EXEC"))).isSameAs(Reply.NULL);
        }
    }

    @Test
    void aSessionHearsInvalidations() {
        List<Reply.Push> pushes = new CopyOnWriteArrayList<>();
        try (Session session = redis.pin(Route.ANY)) {
            session.onPush(pushes::add);
            session.call(command("CLIENT", "TRACKING", "ON"));
            session.call(command("GET", "k"));
            redis.call(command("SET", "k", "2"));
            await(() -> {
                session.call(command("PING"));
                return !pushes.isEmpty();
            });
        }
        assertThat(pushes).containsExactly(new Reply.Push("invalidate", List.of(Reply.array(Reply.blob("k")))));
        reopen("?protocol=resp2");
        try (Session session = redis.pin(Route.ANY)) {
            assertThat(failure(() -> session.onPush(pushes::add))).isInstanceOf(UnsupportedCommandException.class);
        }
    }

    @Test
    void aSessionRefusesStreamsAndClosesTwice() {
        Session session = redis.pin(Route.ANY);
        assertThat(failure(() -> session.call(command("SUBSCRIBE", "c"))))
                .isInstanceOf(UnsupportedCommandException.class);
        session.close();
        session.close();
        assertThat(failure(() -> session.call(command("PING"))).phase()).isEqualTo(Phase.NOT_SENT);
    }
}
