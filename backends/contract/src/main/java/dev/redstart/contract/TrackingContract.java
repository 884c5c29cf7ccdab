package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.RedisSession;
import dev.redstart.TrackingInfo;
import dev.redstart.TrackingOptions;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** A connection that is told of keys that have changed. */
@Needs(commands = {"CLIENT TRACKING", "CLIENT TRACKINGINFO", "CLIENT GETREDIR"})
public abstract class TrackingContract extends ContractSuite {

    protected TrackingContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void itIsOffAtFirst() {
        try (RedisSession<String, String> session = redis.session()) {
            TrackingInfo info = session.clientTrackinginfo();
            assertThat(info.isOn()).isFalse();
            assertThat(info.flags()).containsExactly("off");
            assertThat(info.redirect()).isEqualTo(-1);
            assertThat(info.prefixes()).isEmpty();
            assertThat(session.clientGetredir()).isEqualTo(-1);
        }
    }

    @Test
    void itIsTurnedOnAndOff() {
        try (RedisSession<String, String> session = redis.session()) {
            session.clientTrackingOn();
            assertThat(session.clientTrackinginfo().flags()).containsExactly("on");
            assertThat(session.clientGetredir()).isZero();
            session.clientTrackingOff();
            assertThat(session.clientTrackinginfo().isOn()).isFalse();
            session.clientTrackingOn(TrackingOptions.broadcast("b:", "a:").noLoop());
            TrackingInfo info = session.clientTrackinginfo();
            assertThat(info.flags()).containsExactlyInAnyOrder("on", "bcast", "noloop");
            assertThat(info.prefixes()).containsExactlyInAnyOrder("a:", "b:");
            Refused.with(
                    "ERR You can't switch BCAST mode on/off before disabling tracking for this client, and then"
                            + " re-enabling it with a different mode.",
                    () -> session.clientTrackingOn());
        }
    }

    @Test
    void anotherConnectionMayBeToldInstead() {
        try (RedisSession<String, String> session = redis.session();
                RedisSession<String, String> other = redis.session()) {
            session.clientTrackingOn(TrackingOptions.redirect(other.clientId()));
            assertThat(session.clientTrackinginfo().redirect()).isEqualTo(other.clientId());
            assertThat(session.clientGetredir()).isEqualTo(other.clientId());
            session.clientTrackingOff();
            Refused.with(
                    "ERR The client ID you want redirect to does not exist",
                    () -> session.clientTrackingOn(TrackingOptions.redirect(Long.MAX_VALUE)));
        }
    }

    @Test
    @Needs(commands = "CLIENT CACHING")
    void eachCommandMayOptInOrOut() {
        try (RedisSession<String, String> session = redis.session()) {
            Refused.with(
                    "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT"
                            + " mode enabled",
                    () -> session.clientCaching(true));
            session.clientTrackingOn(TrackingOptions.optIn());
            session.clientCaching(true);
            assertThat(session.clientTrackinginfo().flags()).containsExactlyInAnyOrder("on", "optin", "caching-yes");
            session.clientTrackingOff();
            session.clientTrackingOn(TrackingOptions.optOut());
            session.clientCaching(false);
            assertThat(session.clientTrackinginfo().flags()).containsExactlyInAnyOrder("on", "optout", "caching-no");
        }
    }

    @Test
    void itEndsWithTheSession() {
        for (int i = 0; i < 3; i++) {
            try (RedisSession<String, String> session = redis.session()) {
                assertThat(session.clientTrackinginfo().isOn()).isFalse();
                session.clientTrackingOn();
            }
        }
    }

    @Test
    @Needs({Feature.PUSH, Feature.MULTI_SLOT})
    void aKeyThatWasReadIsInvalidatedWhenItChanges() {
        redis.set("k", "1");
        try (RedisSession<String, String> session = redis.session()) {
            BlockingQueue<Reply.Push> pushes = hear(session);
            session.clientTrackingOn();
            assertThat(session.get("k")).isEqualTo("1");
            redis.set("unread", "1");
            redis.set("k", "2");
            redis.set("k", "3");
            assertThat(next(session, pushes)).isEqualTo(invalidated("k"));
            assertThat(session.get("k")).isEqualTo("3");
            redis.set("k", "4");
            assertThat(next(session, pushes))
                    .as("once for each time it was read")
                    .isEqualTo(invalidated("k"));
            session.get("k");
            redis.flushall();
            assertThat(next(session, pushes))
                    .as("all keys")
                    .isEqualTo(new Reply.Push("invalidate", List.of(Reply.NULL)));
        }
    }

    @Test
    @Needs({Feature.PUSH, Feature.MULTI_SLOT})
    void aPrefixIsBroadcast() {
        try (RedisSession<String, String> session = redis.session()) {
            BlockingQueue<Reply.Push> pushes = hear(session);
            session.clientTrackingOn(TrackingOptions.broadcast("user:").noLoop());
            session.set("user:own", "1");
            redis.set("order:1", "1");
            redis.set("user:1", "1");
            assertThat(next(session, pushes)).isEqualTo(invalidated("user:1"));
        }
    }

    private static BlockingQueue<Reply.Push> hear(RedisSession<String, String> session) {
        BlockingQueue<Reply.Push> pushes = new LinkedBlockingQueue<>();
        session.onPush(pushes::add);
        return pushes;
    }

    /** A driver may notice pushes only when the session is used. */
    private static Reply.Push next(RedisSession<String, String> session, BlockingQueue<Reply.Push> pushes) {
        eventually("a push", () -> {
            session.ping();
            return !pushes.isEmpty();
        });
        return pushes.remove();
    }

    private static Reply.Push invalidated(String key) {
        return new Reply.Push("invalidate", List.of(Reply.array(Reply.blob(key))));
    }
}
