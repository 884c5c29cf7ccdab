package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ConfigFile;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.spi.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connected clients and their users; where users come from and are kept. */
class UsersTest {

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private Engine engine = Engine.open(new ServerConfig(), clock);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        engine.close();
    }

    private void reopen(String config) throws IOException {
        engine.close();
        Path file = folder.resolve("redis.conf");
        Files.writeString(file, config.replace("$dir", folder.toString()));
        engine = Engine.open(ConfigFile.parse("8.0.6", file, "", name -> true).config(), clock);
    }

    private WireClient login(String user, String password) {
        WireClient client = new WireClient(engine);
        assertThat(client.send("AUTH " + user + " " + password)).isEqualTo("+OK\r\n");
        return client;
    }

    @Test
    void clientsOfADeletedUserAreClosed() {
        WireClient admin = new WireClient(engine);
        admin.send("ACL SETUSER ada on >p ~* +@all");
        WireClient ada = login("ada", "p");
        WireClient other = new WireClient(engine);
        assertThat(admin.send("ACL DELUSER ada nobody")).isEqualTo(":1\r\n");
        assertThat(ada.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
        admin.send("ACL SETUSER ada on >p ~* &* +@all");
        WireClient itself = login("ada", "p");
        assertThat(itself.send("ACL DELUSER ada")).as("answered before it goes").isEqualTo(":1\r\n");
        assertThat(itself.isClosed()).isTrue();
    }

    @Test
    void whoListensToWhatItMayNotIsClosed() {
        WireClient admin = new WireClient(engine);
        admin.send("ACL SETUSER ada on >p resetchannels &a &b:* +@all");
        WireClient one = login("ada", "p");
        WireClient two = login("ada", "p");
        WireClient idle = login("ada", "p");
        one.send("SUBSCRIBE a");
        two.send("PSUBSCRIBE b:*");
        admin.send("ACL SETUSER ada &c");
        assertThat(one.isClosed()).isFalse();
        admin.send("ACL SETUSER ada resetchannels &b:*");
        assertThat(one.isClosed()).isTrue();
        assertThat(two.isClosed()).isFalse();
        admin.send("ACL SETUSER ada resetchannels");
        assertThat(two.isClosed()).isTrue();
        assertThat(idle.isClosed()).isFalse();
    }

    @Test
    void execIsCheckedAgain() {
        WireClient admin = new WireClient(engine);
        admin.send("ACL SETUSER ada on >p ~* +@all");
        WireClient ada = login("ada", "p");
        ada.send("MULTI");
        ada.send("SET k v");
        ada.send("PING");
        admin.send("ACL SETUSER ada -set");
        assertThat(ada.send("EXEC"))
                .startsWith("*2\r\n-NOPERM ACLs rules changed between the moment the transaction was accumulated")
                .endsWith("+PONG\r\n");
    }

    @Test
    void likeRefusalsAreCountedTogether() {
        WireClient admin = new WireClient(engine);
        admin.send("CONFIG SET acllog-max-len 2");
        admin.send("ACL SETUSER ada on >p ~a +@all");
        WireClient ada = login("ada", "p");
        ada.send("GET x");
        clock.advance(Duration.ofSeconds(59));
        ada.send("GET x");
        assertThat(admin.send("ACL LOG"))
                .startsWith("*1\r\n")
                .contains("$5\r\ncount\r\n:2\r\n", "$6\r\nreason\r\n$3\r\nkey\r\n", " user=ada ");
        clock.advance(Duration.ofSeconds(61));
        ada.send("GET x");
        ada.send("GET y");
        assertThat(admin.send("ACL LOG")).startsWith("*2\r\n").contains("$8\r\nentry-id\r\n:2\r\n", ":1\r\n");
    }

    @Test
    void requirepassIsThePasswordOfDefault() {
        WireClient early = new WireClient(engine);
        early.send("CONFIG SET requirepass p");
        WireClient late = new WireClient(engine);
        assertThat(late.send("PING")).isEqualTo("-NOAUTH Authentication required.\r\n");
        assertThat(late.send("AUTH p")).isEqualTo("+OK\r\n");
        assertThat(early.send("ACL SETUSER default nopass")).isEqualTo("+OK\r\n");
        assertThat(new WireClient(engine).send("PING")).isEqualTo("+PONG\r\n");
        assertThat(early.send("ACL SETUSER default off")).isEqualTo("+OK\r\n");
        assertThat(new WireClient(engine).send("PING")).startsWith("-NOAUTH");
        assertThat(early.send("PING")).as("who is in stays in").isEqualTo("+PONG\r\n");
    }

    @Test
    void aFileHoldsTheUsers() throws IOException {
        Path acl = folder.resolve("users.acl");
        Files.writeString(acl, "user default on nopass ~* &* +@all\n\nuser ada on >p ~a* -@all +get (+set ~b*)\n");
        reopen("dir $dir\naclfile users.acl\n");
        WireClient admin = new WireClient(engine);
        WireClient ada = login("ada", "p");
        admin.send("ACL SETUSER bob on nopass +@all");
        WireClient bob = login("bob", "x");
        assertThat(admin.send("ACL SAVE")).isEqualTo("+OK\r\n");
        assertThat(Files.readString(acl))
                .startsWith(
                        "user ada on sanitize-payload #148de9c5a7a44d19e56cd9ae1a554bf67847afb0c58f6e12fa29ac7ddfca9940"
                                + " ~a* resetchannels -@all +get (~b* resetchannels -@all +set)\nuser bob on nopass ");
        Files.writeString(acl, "user ada on >p -@all\n");
        assertThat(admin.send("ACL LOAD")).isEqualTo("+OK\r\n");
        assertThat(bob.isClosed()).isTrue();
        assertThat(ada.isClosed()).isFalse();
        assertThat(ada.send("GET a")).startsWith("-NOPERM");
        Files.writeString(acl, "user ada on +nosuch >p -@all\nuser ada\nother\nuser bob ((\n");
        assertThat(admin.send("ACL LOAD"))
                .isEqualTo(
                        "-ERR users.acl:1: Error in applying operation '+nosuch': Unknown command or category name in"
                                + " ACL. WARNING: Duplicate user 'ada' found on line 2. users.acl:3 should start with user"
                                + " keyword followed by the username. users.acl:4: Unmatched parenthesis in selector"
                                + " definition.WARNING: ACL errors detected, no change to the previously active ACL rules"
                                + " was performed\r\n");
        assertThat(admin.send("ACL USERS")).isEqualTo("*2\r\n$3\r\nada\r\n$7\r\ndefault\r\n");
        Files.delete(acl);
        assertThat(admin.send("ACL LOAD"))
                .isEqualTo("-ERR Error loading ACLs, opening file 'users.acl': No such file or directory\r\n");
        assertThatThrownBy(() -> reopen("dir $dir\naclfile users.acl\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Aborting Redis startup because of ACL errors: Error loading ACLs");
    }

    @Test
    void theConfigurationDeclaresUsers() throws IOException {
        reopen("# mine\nuser ada on >p ~a* +get\nuser default on nopass -@all +@read +config +acl allkeys\n");
        WireClient admin = new WireClient(engine);
        assertThat(admin.send("SET a v")).startsWith("-NOPERM");
        login("ada", "p");
        admin.send("ACL DELUSER ada");
        admin.send("ACL SETUSER bob");
        assertThat(admin.send("CONFIG REWRITE")).isEqualTo("+OK\r\n");
        assertThat(Files.readString(folder.resolve("redis.conf")))
                .startsWith("# mine\nuser bob off sanitize-payload resetchannels -@all\n"
                        + "user default on nopass sanitize-payload ~* resetchannels -@all +@read +config +acl\n");
        assertThatThrownBy(() -> reopen("user ada +nosuch\n"))
                .hasMessageContaining("the user named 'ada': Error in ACL SETUSER modifier '+nosuch': Unknown command");
        assertThatThrownBy(() -> reopen("user ada on\nuser ada off\n")).hasMessageContaining("Duplicate user found");
        assertThatThrownBy(() -> reopen("user ada on\naclfile users.acl\n"))
                .hasMessageContaining("define either an ACL file or declare users");
    }
}
