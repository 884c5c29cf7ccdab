package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.HelloInfo;
import dev.redstart.HelloOptions;
import dev.redstart.RedisSession;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection of its own: its database, user, name, watched keys and open transaction. */
public abstract class SessionContract extends ContractSuite {

    protected SessionContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void ordinaryCommandsWorkOnItToo() {
        try (RedisSession<String, String> s = redis.session()) {
            assertThat(s.ping()).isEqualTo("PONG");
            s.set("k", "v");
        }
        assertThat(redis.get("k")).isEqualTo("v");
    }

    @Test
    @Needs(Feature.DATABASES)
    void aDatabaseIsSelectedForItAlone() {
        redis.set("k", "in 0");
        try (RedisSession<String, String> s = redis.session()) {
            s.select(1);
            assertThat(s.get("k")).isNull();
            s.set("k", "in 1");
            assertThat(redis.get("k")).isEqualTo("in 0");
            s.select(0);
            assertThat(s.get("k")).isEqualTo("in 0");
            s.select(1);
        }
        try (RedisSession<String, String> next = redis.session()) {
            assertThat(next.get("k")).isEqualTo("in 0");
        }
        assertThat(redis.database(1).get("k")).isEqualTo("in 1");
    }

    @Test
    @Needs(Feature.DATABASES)
    void aDatabaseThatIsNotThereIsRefused() {
        try (RedisSession<String, String> s = redis.session()) {
            Refused.with("ERR DB index is out of range", () -> s.select(100_000));
            Refused.with("ERR DB index is out of range", () -> s.select(-1));
            assertThat(s.ping()).isEqualTo("PONG");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void queuedCommandsRunTogether() {
        try (RedisSession<String, String> s = redis.session()) {
            s.multi();
            assertThat(s.call("SET", "k", "v")).isEqualTo(Reply.QUEUED);
            assertThat(s.call("INCR", "n")).isEqualTo(Reply.QUEUED);
            assertThat(redis.exists("k")).isZero();
            assertThat(Reply.elements(s.exec())).hasSize(2).last().isEqualTo(Reply.integer(1));
            assertThat(redis.get("k")).isEqualTo("v");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void anErrorStaysInItsSlot() {
        redis.set("k", "text");
        try (RedisSession<String, String> s = redis.session()) {
            s.multi();
            s.call("INCR", "k");
            s.call("INCR", "n");
            assertThat(Reply.elements(s.exec()))
                    .containsExactly(new Reply.Error("ERR value is not an integer or out of range"), Reply.integer(1));
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aRefusedCommandSpoilsTheTransaction() {
        try (RedisSession<String, String> s = redis.session()) {
            s.multi();
            s.call("SET", "k", "v");
            Refused.with("ERR wrong number of arguments for 'incr' command", () -> s.call("INCR"));
            Refused.with("EXECABORT Transaction discarded because of previous errors.", s::exec);
            assertThat(s.get("k")).isNull();
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void discardForgetsWhatWasQueued() {
        try (RedisSession<String, String> s = redis.session()) {
            s.multi();
            s.call("SET", "k", "v");
            s.discard();
            assertThat(s.get("k")).isNull();
            Refused.with("ERR DISCARD without MULTI", s::discard);
            Refused.with("ERR EXEC without MULTI", s::exec);
            s.multi();
            Refused.with("ERR MULTI calls can not be nested", s::multi);
            Refused.with("ERR WATCH inside MULTI is not allowed", () -> s.watch("k"));
            assertThat(Reply.elements(s.exec())).isEmpty();
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aChangedWatchedKeyStopsTheTransaction() {
        try (RedisSession<String, String> s = redis.session()) {
            s.watch("{w}a", "{w}b");
            redis.set("{w}b", "changed");
            s.multi();
            s.call("SET", "{w}c", "v");
            assertThat(s.exec()).isEqualTo(Reply.NULL);
            assertThat(s.get("{w}c")).isNull();

            s.multi();
            s.call("SET", "{w}c", "v");
            assertThat(Reply.elements(s.exec())).hasSize(1);
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void anUntouchedWatchedKeyDoesNot() {
        redis.set("{w}a", "1");
        try (RedisSession<String, String> s = redis.session()) {
            s.watch(List.of("{w}a"));
            assertThat(s.get("{w}a")).isEqualTo("1");
            redis.set("{w}other", "changed");
            s.multi();
            s.call("INCR", "{w}a");
            assertThat(Reply.elements(s.exec())).containsExactly(Reply.integer(2));
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void unwatchForgetsTheKeys() {
        try (RedisSession<String, String> s = redis.session()) {
            s.watch("k");
            redis.set("k", "changed");
            s.unwatch();
            s.multi();
            s.call("INCR", "n");
            assertThat(Reply.elements(s.exec())).containsExactly(Reply.integer(1));
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void itIsGivenBackClean() {
        try (RedisSession<String, String> s = redis.session()) {
            s.watch("k");
            s.multi();
            s.call("SET", "k", "never");
        }
        try (RedisSession<String, String> s = redis.session()) {
            s.set("other", "v");
            Refused.with("ERR EXEC without MULTI", s::exec);
        }
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    @Needs(commands = "CLIENT")
    void itHasANumberAndAName() {
        try (RedisSession<String, String> s = redis.session();
                RedisSession<String, String> other = redis.session()) {
            assertThat(s.clientId()).isPositive().isNotEqualTo(other.clientId()).isEqualTo(s.clientId());
            s.clientSetname("worker-7");
            assertThat(s.clientGetname()).isEqualTo("worker-7");
            assertThat(s.clientInfo().id()).isEqualTo(s.clientId());
            assertThat(s.clientInfo().name()).isEqualTo("worker-7");
            assertThat(other.clientGetname()).isNotEqualTo("worker-7");
            s.clientSetname("");
            assertThat(s.clientGetname()).isNull();
            Refused.with(
                    "ERR Client names cannot contain spaces, newlines or special characters.",
                    () -> s.clientSetname("two words"));
        }
    }

    @Test
    @Needs(commands = "CLIENT")
    void itCanBeSparedFromEviction() {
        try (RedisSession<String, String> s = redis.session()) {
            s.clientNoEvict(true);
            assertThat(s.clientInfo().flags()).contains("e");
            s.clientNoEvict(false);
            assertThat(s.clientInfo().flags()).doesNotContain("e");
        }
    }

    @Test
    @Needs(commands = "CLIENT", version = "7.2")
    void itCanLeaveKeysUntouched() {
        try (RedisSession<String, String> s = redis.session()) {
            s.clientNoTouch(true);
            assertThat(s.clientInfo().flags()).contains("T");
            s.clientNoTouch(false);
            assertThat(s.clientInfo().flags()).doesNotContain("T");
        }
    }

    @Test
    @Needs(commands = "CLIENT", version = "7.2")
    void itsLibraryHasANameAndAVersion() {
        try (RedisSession<String, String> s = redis.session()) {
            s.clientSetinfoLibName("contract");
            s.clientSetinfoLibVer("1.2.3");
            assertThat(s.clientInfo().library()).isEqualTo("contract");
            assertThat(s.clientInfo().fields()).containsEntry("lib-ver", "1.2.3");
            Refused.with(
                    "ERR LIB-NAME cannot contain spaces, newlines or special characters.",
                    () -> s.clientSetinfoLibName("two words"));
            Refused.with(
                    "ERR LIB-VER cannot contain spaces, newlines or special characters.",
                    () -> s.clientSetinfoLibVer("1 2"));
        }
    }

    @Test
    @Needs(commands = "HELLO")
    void helloTellsWhatTheServerIs() {
        try (RedisSession<String, String> s = redis.session()) {
            HelloInfo hello = s.hello();
            assertThat(hello.server()).isEqualTo("redis");
            assertThat(hello.version()).isEqualTo(redis.capabilities().redisVersion());
            assertThat(hello.protocol()).isBetween(2, 3);
            assertThat(hello.clientId()).isEqualTo(s.clientId());
            assertThat(hello.mode()).isIn("standalone", "cluster");
            assertThat(hello.role()).isEqualTo("master");
            assertThat(hello.fields()).containsKeys("server", "modules");
        }
    }

    @Test
    @Needs(commands = "HELLO")
    void helloChangesUserAndName() {
        try (RedisSession<String, String> s = redis.session()) {
            int protocol = s.hello().protocol();
            assertThat(s.hello(HelloOptions.protocol(protocol)).protocol()).isEqualTo(protocol);
            s.hello(HelloOptions.protocol(protocol).auth("default", "any").name("greeter"));
            assertThat(s.clientGetname()).isEqualTo("greeter");
            Refused.with("NOPROTO unsupported protocol version", () -> s.hello(HelloOptions.protocol(9)));
            Refused.with(
                    "WRONGPASS invalid username-password pair or user is disabled.",
                    () -> s.hello(HelloOptions.protocol(protocol)
                            .auth("nobody", "any")
                            .name("other")));
            assertThat(s.clientGetname()).isEqualTo("greeter");
        }
    }

    @Test
    @Needs(commands = "AUTH")
    void whoeverAuthenticatesIsThatUser() {
        try (RedisSession<String, String> s = redis.session()) {
            s.auth("default", "any");
            Refused.with(
                    "WRONGPASS invalid username-password pair or user is disabled.", () -> s.auth("nobody", "any"));
            Refused.with(
                    "ERR AUTH <password> called without any password configured for the default user."
                            + " Are you sure your configuration is correct?",
                    () -> s.auth("any"));
            assertThat(s.ping()).isEqualTo("PONG");
        }
    }

    @Test
    @Needs(commands = {"ACL SETUSER", "AUTH"})
    void aUserWithAPasswordNeedsIt() {
        redis.call("ACL", "SETUSER", "ada", "reset", "on", ">secret", "~*", "+@all");
        try (RedisSession<String, String> s = redis.session()) {
            Refused.with("WRONGPASS invalid username-password pair or user is disabled.", () -> s.auth("ada", "wrong"));
            s.auth("ada", "secret");
            assertThat(s.call("ACL", "WHOAMI")).isEqualTo(Reply.blob("ada"));
        } finally {
            redis.call("ACL", "DELUSER", "ada");
        }
    }

    @Test
    @Needs(commands = "RESET")
    void resetMakesItFresh() {
        try (RedisSession<String, String> s = redis.session()) {
            s.clientSetname("worker");
            s.multi();
            s.call("SET", "k", "never");
            s.reset();
            assertThat(s.get("k")).isNull();
            assertThat(s.clientGetname()).isNull();
            Refused.with("ERR EXEC without MULTI", s::exec);
        }
    }

    @Test
    void whatIsForClustersNeedsOne() {
        try (RedisSession<String, String> s = redis.session()) {
            if (s.hello().mode().equals("cluster")) {
                s.readonly();
                s.readwrite();
                assertThat(s.ping()).isEqualTo("PONG");
            } else {
                Refused.with("ERR This instance has cluster support disabled", s::readonly);
                Refused.with("ERR This instance has cluster support disabled", s::readwrite);
            }
        }
    }
}
