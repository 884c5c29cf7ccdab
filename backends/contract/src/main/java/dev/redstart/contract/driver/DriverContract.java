package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.Support.Heard;
import dev.redstart.spi.Driver;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Option;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver says of itself and how it carries commands, against a real Redis. */
public abstract class DriverContract extends RealServerCase {

    protected DriverContract(Driver driver) {
        super(driver);
    }

    @Test
    void isFoundByName() {
        assertThat(ServiceLoader.load(Driver.class))
                .filteredOn(found -> found.name().equals(driver.name()))
                .singleElement()
                .isInstanceOf(driver.getClass());
        assertThat(driver.spiVersion()).isEqualTo(Driver.SPI_VERSION);
        assertThat(driver.options()).containsAll(Option.COMMON);
    }

    @Test
    void refusesWhatItCannotServe() {
        assertThat(failure(() -> open("mem:orders")))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("redstart:" + driver.name() + ":");
        assertThat(failure(() -> open(address("?protocol=resp4")))).isInstanceOf(RedisConfigException.class);
        assertThat(failure(() -> open(address("?poolSize=0")))).isInstanceOf(RedisConfigException.class);
    }

    /** A name may have addresses at which nobody answers. */
    @Test
    void findsAServerByName() {
        try (Transport named = open("redis://localhost:" + server.port() + "/9")) {
            assertThat(text(named.call(command("PING")))).isEqualTo("PONG");
            assertThat(named.capabilities().node()).isEqualTo("localhost:" + server.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void callsAnyCommand(String protocol) {
        reopen("?protocol=" + protocol);
        assertThat(text(redis.call(command("SET", "k", "v")))).isEqualTo("OK");
        assertThat(redis.call(command("GET", "k"))).isEqualTo(Reply.blob("v"));
        assertThat(redis.call(command("GET", "none"))).isSameAs(Reply.NULL);
        assertThat(redis.call(command("LPUSH", "k", "x"))).isInstanceOf(Reply.Error.class);
        assertThat(redis.call(command("NOSUCHCOMMAND"))).isInstanceOf(Reply.Error.class);
        redis.call(command("HSET", "h", "f", "1"));
        assertThat(redis.call(command("HGETALL", "h")))
                .isInstanceOf(protocol.equals("resp3") ? Reply.MapOf.class : Reply.Array.class);
        redis.call(command("ZADD", "z", "1.5", "m"));
        assertThat(redis.call(command("ZSCORE", "z", "m")))
                .isEqualTo(protocol.equals("resp3") ? new Reply.Double(1.5) : Reply.blob("1.5"));
    }

    @Test
    void readsEveryTypeThatRedisCanSend() {
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "map"))).isInstanceOf(Reply.MapOf.class);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "set"))).isInstanceOf(Reply.SetOf.class);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "double"))).isInstanceOf(Reply.Double.class);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "true"))).isEqualTo(new Reply.Bool(true));
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "bignum"))).isInstanceOf(Reply.BigNumber.class);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "null"))).isSameAs(Reply.NULL);
        assertThat(redis.call(command("DEBUG", "PROTOCOL", "push")))
                .isEqualTo(Reply.blob("Some real reply following the push reply"));
    }

    @Test
    void carriesBytesAsTheyAre() {
        byte[] all = new byte[100_000];
        new java.util.Random(7).nextBytes(all);
        redis.call(Request.of("SET").key("k").arg(all));
        assertThat(redis.call(Request.of("GET").key("k"))).isEqualTo(Reply.blob(all));
        redis.call(Request.of("SET").key("empty").arg(""));
        assertThat(redis.call(Request.of("GET").key("empty"))).isEqualTo(Reply.blob(""));
    }

    @Test
    void asynchronousCommandsTakeEffectInOrder() {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) replies.add(redis.send(command("INCR", "n")));
        for (int i = 0; i < replies.size(); i++) assertThat(get(replies.get(i))).isEqualTo(Reply.integer(i + 1));
    }

    @Test
    void aPipelineKeepsErrorsInTheirSlots() {
        List<Request> requests = new ArrayList<>();
        List<Heard> heard = new ArrayList<>();
        redis.call(command("SET", "text", "x"));
        for (int i = 0; i < 50_000; i++) {
            requests.add(i % 100 == 99 ? command("INCR", "text") : command("INCR", "n"));
            heard.add(new Heard());
        }
        redis.sendAll(requests, heard);
        assertThat(heard.get(0).join()).isEqualTo(Reply.integer(1));
        assertThat(heard.get(99).join()).isInstanceOf(Reply.Error.class);
        assertThat(heard.get(49_998).join()).isEqualTo(Reply.integer(49_500 - 1 + 1));
    }

    @Test
    void refusesWhatWouldChangeASharedConnection() {
        for (Request request : List.of(
                command("SELECT", "1"),
                command("WATCH", "k"),
                command("MULTI"),
                command("CLIENT", "setname", "x"),
                command("GET", "k").on(Lane.PINNED))) {
            RedisException e = failure(() -> redis.call(request));
            assertThat(e)
                    .isInstanceOf(UnsupportedCommandException.class)
                    .hasMessageContaining(request.name())
                    .hasMessageContaining("session()");
            assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
            assertThat(failureOf(redis.send(request))).isInstanceOf(UnsupportedCommandException.class);
        }
        assertThat(failure(() -> redis.call(command("SUBSCRIBE", "c")))).hasMessageContaining("subscribe()");
        Heard refused = new Heard();
        Heard tooSlow = new Heard();
        Heard fine = new Heard();
        redis.sendAll(
                List.of(command("WATCH", "k"), blpop("k", Duration.ofSeconds(1)), command("PING")),
                List.of(refused, tooSlow, fine));
        assertThat(failureOf(refused)).isInstanceOf(UnsupportedCommandException.class);
        assertThat(failureOf(tooSlow)).isInstanceOf(UnsupportedCommandException.class);
        assertThat(text(get(fine))).isEqualTo("PONG");
    }

    @Test
    void databasesAreSiblings() {
        Transport one = redis.database(1);
        assertThat(redis.database(1)).isSameAs(one);
        assertThat(one.database(9)).isSameAs(redis);
        one.call(command("SET", "k", "in 1"));
        assertThat(redis.call(command("GET", "k"))).isSameAs(Reply.NULL);
        assertThat(get(one.send(command("GET", "k")))).isEqualTo(Reply.blob("in 1"));
        assertThat(failure(() -> redis.database(9999))).isInstanceOf(RedisReplyException.class);
        assertThat(failure(() -> redis.database(-1))).isInstanceOf(RedisReplyException.class);
        redis.close();
        assertThat(failure(() -> one.call(command("PING"))).phase()).isEqualTo(Phase.NOT_SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp2", "resp3"})
    void saysWhatItCan(String protocol) {
        reopen("?protocol=" + protocol);
        var can = redis.capabilities();
        assertThat(can).isSameAs(redis.capabilities());
        assertThat(can.backend()).isEqualTo(driver.name());
        assertThat(can.node()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(can.redisVersion()).isEqualTo(server.version());
        assertThat(can.has(Feature.SHARDED_PUBSUB)).isTrue();
        assertThat(can.has(Feature.PUSH)).isEqualTo(protocol.equals("resp3"));
        assertThat(can.has(Feature.EVICTION)).isFalse();
        assertThat(can.supports("GET")).isTrue();
        assertThat(can.supports("OBJECT ENCODING")).isTrue();
        assertThat(can.supports("OBJECT NOSUCH")).isFalse();
        assertThat(can.supports("NOSUCH")).isFalse();
    }

    @Test
    void namesItsConnections() {
        for (String protocol : List.of("resp2", "resp3")) {
            reopen("?clientName=worker-7&protocol=" + protocol);
            assertThat(redis.call(command("CLIENT", "GETNAME"))).isEqualTo(Reply.blob("worker-7"));
        }
    }
}
