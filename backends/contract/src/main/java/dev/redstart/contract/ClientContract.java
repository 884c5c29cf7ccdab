package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.ClientFilter;
import dev.redstart.ClientInfo;
import dev.redstart.ClientType;
import dev.redstart.KeyValue;
import dev.redstart.PauseMode;
import dev.redstart.RedisSession;
import dev.redstart.Subscription;
import dev.redstart.UnblockMode;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The other clients of a server. A case closes, holds up or wakes none but its own. */
public abstract class ClientContract extends ContractSuite {

    protected ClientContract(TestBackend backend) {
        super(backend);
    }

    @Test
    @Needs(commands = "CLIENT LIST")
    void clientsAreListed() {
        try (RedisSession<String, String> session = redis.session()) {
            session.clientSetname("listed");
            long id = session.clientId();
            assertThat(redis.clientList())
                    .filteredOn(client -> client.id() == id)
                    .singleElement()
                    .satisfies(client -> {
                        assertThat(client.name()).isEqualTo("listed");
                        assertThat(client.user()).isEqualTo("default");
                        assertThat(client.database()).isZero();
                        assertThat(client.command()).isEqualTo("client|id");
                        assertThat(client.age()).isGreaterThanOrEqualTo(Duration.ZERO);
                        assertThat(client.fields()).containsEntry("name", "listed");
                    });
            assertThat(redis.clientList(List.of(id, Long.MAX_VALUE)))
                    .extracting(ClientInfo::id)
                    .containsExactly(id);
            assertThat(redis.clientList(List.of(Long.MAX_VALUE))).isEmpty();
            Refused.with("ERR Invalid client ID", () -> redis.call("CLIENT", "LIST", "ID", "nosuch"));
        }
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "CLIENT LIST", alone = true)
    void clientsAreOfTypes() {
        try (RedisSession<String, String> session = redis.session()) {
            long id = session.clientId();
            assertThat(redis.clientList(ClientType.NORMAL))
                    .extracting(ClientInfo::id)
                    .contains(id);
            assertThat(redis.clientList(ClientType.MASTER)).isEmpty();
            assertThat(redis.clientList(ClientType.REPLICA)).isEmpty();
        }
    }

    /** Where messages are pushed over connections, each subscription has one; inside a JVM there is no need. */
    @Test
    @Needs(
            value = {Feature.PUBSUB, Feature.PUSH},
            commands = "CLIENT LIST")
    void subscribersAreClientsOfTheirOwnType() {
        int before = redis.clientList(ClientType.PUBSUB).size();
        boolean connected;
        try (RedisSession<String, String> session = redis.session()) {
            connected = !session.clientInfo().address().startsWith("in-process");
        }
        try (Subscription subscription = redis.subscribe("channel", message -> {})) {
            assertThat(subscription.isActive()).isTrue();
            assertThat(redis.clientList(ClientType.PUBSUB)).hasSize(connected ? before + 1 : before);
        }
    }

    @Test
    @Needs(commands = "CLIENT KILL")
    void aClientIsKilledWhenAllOfTheFilterAppliesToIt() {
        try (RedisSession<String, String> victim = redis.session()) {
            ClientInfo info = victim.clientInfo();
            ClientFilter.Choice one = ClientFilter.id(info.id());
            assertThat(redis.clientKill(one.type(ClientType.PUBSUB))).isZero();
            assertThat(redis.clientKill(one.type(ClientType.MASTER))).isZero();
            assertThat(redis.clientKill(one.type(ClientType.REPLICA))).isZero();
            assertThat(redis.clientKill(one.address("192.0.2.1:5"))).isZero();
            assertThat(redis.clientKill(one.localAddress("192.0.2.1:5"))).isZero();
            assertThat(victim.ping()).isEqualTo("PONG");
            assertThat(redis.clientKill(one.type(ClientType.NORMAL)
                            .address(info.address())
                            .localAddress(info.localAddress())
                            .user("default")
                            .skipMe(true)))
                    .isEqualTo(1);
            assertThatThrownBy(victim::ping).isInstanceOf(RedisConnectionException.class);
        }
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    @Test
    @Needs(commands = "CLIENT KILL", version = "7.4")
    void aClientThatIsNewIsSpared() {
        try (RedisSession<String, String> session = redis.session()) {
            ClientFilter.Choice me = ClientFilter.id(session.clientId());
            assertThat(redis.clientKill(me.user("default").connectedFor(Duration.ofHours(1))))
                    .isZero();
            assertThat(session.ping()).isEqualTo("PONG");
        }
    }

    @Test
    @Needs(commands = "CLIENT KILL")
    void oneMayKillItselfWhenItSaysSo() {
        try (RedisSession<String, String> session = redis.session()) {
            ClientFilter.Choice me = ClientFilter.id(session.clientId());
            assertThat(session.clientKill(me)).as("it is spared").isZero();
            assertThat(session.clientKill(me.skipMe(false))).isEqualTo(1);
            assertThatThrownBy(session::ping).isInstanceOf(RedisConnectionException.class);
        }
    }

    @Test
    @Needs(commands = "CLIENT KILL")
    void aFilterThatIsWrongIsRefused() {
        Refused.with("ERR Unknown client type 'nosuch'", () -> redis.call("CLIENT", "KILL", "TYPE", "nosuch"));
        Refused.with("ERR client-id should be greater than 0", () -> redis.clientKill(ClientFilter.id(0)));
        Refused.with("ERR No such client", () -> redis.call("CLIENT", "KILL", "192.0.2.1:5"));
        Refused.with("ERR syntax error", () -> redis.call("CLIENT", "KILL", "NOSUCH", "1"));
    }

    @Test
    @Needs(
            value = Feature.MULTI_SLOT,
            commands = {"CLIENT PAUSE", "CLIENT UNPAUSE"})
    void writesWaitWhileClientsArePaused() {
        try {
            Duration pause = Duration.ofMillis(200);
            long start = System.nanoTime();
            redis.clientPause(pause, PauseMode.WRITE);
            assertThat(redis.get("k")).as("reads go on").isNull();
            redis.set("k", "v");
            // The server's clock counts in milliseconds.
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(pause.minusMillis(2).toNanos());
            redis.clientPause(Duration.ofHours(1), PauseMode.WRITE);
            redis.clientUnpause();
            redis.set("k", "w");
            assertThat(redis.get("k")).isEqualTo("w");
        } finally {
            redis.clientUnpause();
        }
        Refused.with("ERR CLIENT PAUSE mode must be WRITE or ALL", () -> redis.call("CLIENT", "PAUSE", "1", "NOSUCH"));
        Refused.with("ERR timeout is negative", () -> redis.call("CLIENT", "PAUSE", "-1"));
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "CLIENT PAUSE")
    void allWaitWhileAllArePaused() {
        Duration pause = Duration.ofMillis(100);
        for (Runnable paused :
                List.<Runnable>of(() -> redis.clientPause(pause), () -> redis.clientPause(pause, PauseMode.ALL))) {
            long start = System.nanoTime();
            paused.run();
            assertThat(redis.get("k")).isNull();
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(pause.minusMillis(2).toNanos());
        }
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "CLIENT UNBLOCK")
    void aClientThatWaitsCanBeWoken() {
        try (RedisSession<String, String> session = redis.session()) {
            long id = session.clientId();
            assertThat(redis.clientUnblock(id)).as("it does not wait").isFalse();
            assertThat(redis.clientUnblock(Long.MAX_VALUE)).isFalse();
            for (BooleanSupplier wake : List.<BooleanSupplier>of(
                    () -> redis.clientUnblock(id), () -> redis.clientUnblock(id, UnblockMode.TIMEOUT))) {
                Elsewhere<KeyValue<String, String>> pop =
                        Elsewhere.run(() -> session.blpop(Duration.ofMinutes(1), "list"));
                eventually("it waits, and is woken", wake);
                assertThat(pop.get()).as("as after its timeout").isNull();
            }
            Elsewhere<KeyValue<String, String>> pop = Elsewhere.run(() -> session.blpop(Duration.ofMinutes(1), "list"));
            eventually("it waits, and is woken", () -> redis.clientUnblock(id, UnblockMode.ERROR));
            Refused.with("UNBLOCKED client unblocked via CLIENT UNBLOCK", pop::get);
            assertThat(session.ping()).isEqualTo("PONG");
        }
    }
}
