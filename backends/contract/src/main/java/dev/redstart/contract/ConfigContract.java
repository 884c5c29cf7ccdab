package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.redstart.ServerInfo;
import dev.redstart.spi.RedisReplyException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** How a server is set up: its configuration, and the modules that it has loaded. */
public abstract class ConfigContract extends ContractSuite {

    protected ConfigContract(TestBackend backend) {
        super(backend);
    }

    @Test
    @Needs(commands = "CONFIG GET")
    void parametersAreFoundByPatterns() {
        assertThat(redis.configGet("maxmemory")).containsOnlyKeys("maxmemory");
        assertThat(redis.configGet("maxmemory", "maxmemory-pol*", "nosuch"))
                .containsOnlyKeys("maxmemory", "maxmemory-policy");
        assertThat(redis.configGet("nosuch")).isEmpty();
        assertThat(redis.configGet("*")).hasSizeGreaterThan(5);
    }

    @Test
    @Needs(commands = {"CONFIG GET", "CONFIG SET"})
    void parametersAreSet() {
        Map<String, String> before = redis.configGet("maxmemory", "maxmemory-policy");
        try {
            redis.configSet("maxmemory", "100mb");
            assertThat(redis.configGet("maxmemory")).containsOnly(entry("maxmemory", "104857600"));
            redis.configSet(Map.of("maxmemory", "200mb", "maxmemory-policy", "allkeys-lru"));
            assertThat(redis.configGet("maxmemory", "maxmemory-policy"))
                    .containsOnly(entry("maxmemory", "209715200"), entry("maxmemory-policy", "allkeys-lru"));
        } finally {
            redis.configSet(before);
        }
        assertThat(redis.configGet("maxmemory", "maxmemory-policy")).isEqualTo(before);
    }

    @Test
    @Needs(commands = {"CONFIG GET", "CONFIG SET"})
    void whenOneCannotBeSetNoneIs() {
        Map<String, String> before = redis.configGet("maxmemory", "maxmemory-policy");
        Refused.with(
                "ERR CONFIG SET failed (possibly related to argument 'maxmemory-policy') - argument(s) must be one of"
                        + " the following: volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru,"
                        + " allkeys-lfu, allkeys-random, noeviction",
                () -> redis.configSet(Map.of("maxmemory", "100mb", "maxmemory-policy", "nosuch")));
        Refused.with(
                "ERR Unknown option or number of arguments for CONFIG SET - 'nosuch'",
                () -> redis.configSet("nosuch", "1"));
        assertThat(redis.configGet("maxmemory", "maxmemory-policy")).isEqualTo(before);
    }

    @Test
    @Needs(commands = "CONFIG SET")
    void aPasswordStandsInNoError() {
        Assertions.assertThatThrownBy(() -> redis.configSet(Map.of("requirepass", "topsecret", "nosuch", "1")))
                .isInstanceOf(RedisReplyException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("topsecret"));
    }

    @Test
    @Needs(commands = {"CONFIG RESETSTAT", "INFO"})
    void statisticsBeginAnew() {
        redis.get("missing");
        assertThat(redis.info("stats").keyspaceMisses().orElseThrow()).isPositive();
        redis.configResetstat();
        assertThat(redis.info("stats").keyspaceMisses()).hasValue(0);
    }

    @Test
    @Needs(commands = {"CONFIG REWRITE", "INFO"})
    void theFileIsWrittenWhenThereIsOne() {
        ServerInfo info = redis.info("server");
        if (info.section("server").getOrDefault("config_file", "").isEmpty())
            Refused.with("ERR The server is running without a config file", () -> redis.configRewrite());
        else redis.configRewrite();
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    @Test
    @Needs(commands = "MODULE LIST")
    void modulesHaveNames() {
        assertThat(redis.moduleList()).allSatisfy(module -> {
            assertThat(module.name()).isNotBlank();
            assertThat(module.fields()).containsKey("name");
        });
    }

    @Test
    @Needs(commands = {"MODULE LOAD", "MODULE LOADEX", "MODULE UNLOAD"})
    void aModuleThatIsNotThereIsRefused() {
        String missing = "/nonexistent/module.so";
        Refused.withCode("ERR", () -> redis.moduleLoad(missing, "argument"));
        Refused.withCode("ERR", () -> redis.moduleLoadex(missing, Map.of("m.x", "1"), List.of("argument")));
        Refused.withCode("ERR", () -> redis.moduleUnload("nosuch"));
    }
}
