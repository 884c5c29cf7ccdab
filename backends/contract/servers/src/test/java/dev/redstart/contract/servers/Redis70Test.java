package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The second real server: found or fetched, and really of that version. */
class Redis70Test {

    @Test
    void theOlderServerRuns() {
        RedisServer server = RedisServers.shared70();
        assertThat(server.version()).startsWith("7.0.");
        assertThat(server.call("PING")).isEqualTo("PONG");
        assertThat((String) server.call("INFO", "server")).contains("redis_version:7.0.");
    }

    @Test
    void itsToolsRunToo() {
        RedisBinaries redis = RedisBinaries.redis70();
        assertThat(RedisVersion.in(Command.of(redis.cli().toString(), "--version")
                        .run()
                        .orThrow()
                        .output()))
                .hasValueSatisfying(
                        version -> assertThat(version.isSeries(7, 0)).isTrue());
    }
}
