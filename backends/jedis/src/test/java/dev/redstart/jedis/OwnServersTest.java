package dev.redstart.jedis;

import static dev.redstart.contract.driver.Support.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.FailoverOptions;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Result;
import dev.redstart.Role;
import dev.redstart.ShutdownOptions;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ends a server, or changes what it is: on real servers that nobody else uses. */
class OwnServersTest {

    private static Redis open(RedisServer server) {
        return Redstart.open("redstart:jedis:" + server.uri());
    }

    @Test
    void shutdownEndsTheServerAndTheCall() {
        try (RedisServer server = RedisServer.builder().start();
                Redis redis = open(server)) {
            redis.set("k", "v");
            RedisConnectionException e = catchThrowableOfType(
                    RedisConnectionException.class,
                    () -> redis.shutdown(ShutdownOptions.noSave().now()));
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            assertThat(e.command()).isEqualTo("SHUTDOWN");
            await(() -> !server.isRunning());
            assertThat(server.folder().resolve("dump.rdb")).doesNotExist();
        }
    }

    @Test
    void shutdownMaySaveBefore() {
        try (RedisServer server = RedisServer.builder().start();
                Redis redis = open(server)) {
            redis.set("k", "v");
            Result<?> result = redis.async().shutdown(ShutdownOptions.save());
            assertThatThrownBy(result::get).isInstanceOf(RedisConnectionException.class);
            await(() -> !server.isRunning());
            server.start();
            assertThat(redis.get("k")).isEqualTo("v");
            assertThatThrownBy(redis::shutdown).isInstanceOf(RedisConnectionException.class);
            await(() -> !server.isRunning());
        }
    }

    @Test
    void aReplicaTakesOver() {
        try (RedisServer first = RedisServer.builder()
                        .config("repl-diskless-sync-delay", "0")
                        .start();
                RedisServer second = RedisServer.builder()
                        .config("repl-diskless-sync-delay", "0")
                        .start();
                Redis primary = open(first);
                Redis replica = open(second)) {
            primary.set("k", "v");
            replica.replicaof(first.host(), first.port());
            await(() ->
                    replica.role() instanceof Role.Replica role && role.state().equals("connected"));
            assertThat(replica.role()).isInstanceOfSatisfying(Role.Replica.class, role -> {
                assertThat(role.host()).isEqualTo(first.host());
                assertThat(role.port()).isEqualTo(first.port());
                assertThat(role.offset()).isNotNegative();
            });
            assertThat(primary.role()).isInstanceOfSatisfying(Role.Primary.class, role -> assertThat(role.replicas())
                    .extracting(Role.ConnectedReplica::port)
                    .containsExactly(second.port()));
            assertThat(replica.get("k")).isEqualTo("v");

            primary.failover(FailoverOptions.to(second.host(), second.port()).within(Duration.ofSeconds(20)));
            await(() -> primary.role() instanceof Role.Replica && replica.role() instanceof Role.Primary);
            replica.set("k", "w");
            await(() -> "w".equals(primary.get("k")));
            primary.replicaofNoOne();
            assertThat(primary.role()).isInstanceOf(Role.Primary.class);
        }
    }

    @Test
    void theConfigurationOutlivesTheServerWhenItIsWritten() throws IOException {
        try (RedisServer server = RedisServer.builder().start();
                Redis redis = open(server)) {
            redis.configSet("maxmemory", "100mb");
            redis.configRewrite();
            assertThat(Files.readString(server.folder().resolve("redis.conf"))).contains("maxmemory 100mb");
            server.restart();
            assertThat(redis.configGet("maxmemory")).isEqualTo(Map.of("maxmemory", "104857600"));
        }
    }

    @Test
    void usersOutliveTheServerWhenTheyAreSaved() throws IOException {
        try (RedisServer server = RedisServer.builder()
                        .acl("user ada on >secret ~* +@all")
                        .start();
                Redis redis = open(server)) {
            assertThat(redis.aclUsers()).contains("ada");
            redis.aclSetuser("bob", "on", ">other");
            redis.aclSave();
            assertThat(Files.readString(server.folder().resolve("users.acl"))).contains("user bob on ");
            redis.aclSetuser("bob", "off");
            redis.aclLoad();
            assertThat(redis.aclGetuser("bob").isOn()).isTrue();
        }
    }

    @Test
    void aModuleThatCannotComeOrGoIsRefused() {
        try (RedisServer server = RedisServer.builder().start();
                Redis redis = open(server)) {
            String failed = "ERR Error loading the extension. Please check the server logs.";
            assertThatThrownBy(() -> redis.moduleLoad("/nonexistent.so"))
                    .isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                            .isEqualTo(failed));
            assertThatThrownBy(() -> redis.moduleLoadex("/nonexistent.so", Map.of(), List.of("x")))
                    .isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                            .isEqualTo(failed));
            assertThatThrownBy(() -> redis.moduleUnload("nosuch"))
                    .isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                            .isEqualTo("ERR Error unloading module: no such module with that name"));
        }
    }
}
