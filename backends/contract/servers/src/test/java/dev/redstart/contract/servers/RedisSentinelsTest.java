package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisSentinelsTest {
    @BeforeAll
    static void redisIsHere() {
        RedisBinaries.get();
    }

    @Test
    void sentinelsAgreeAndReplaceADeadPrimary() {
        List<RedisServer> sentinels;
        try (RedisSentinels all = RedisSentinels.start(1, 3)) {
            sentinels = all.sentinels();
            RedisServer first = all.servers().get(0);
            assertThat(sentinels).hasSize(3);
            assertThat(all.primary()).isSameAs(first);
            assertThat(all.uri())
                    .startsWith("redis-sentinel://127.0.0.1:" + sentinels.get(0).port() + ",")
                    .endsWith("/mymaster");
            for (RedisServer sentinel : sentinels) {
                assertThat((String) sentinel.call("SENTINEL", "CKQUORUM", RedisSentinels.NAME))
                        .startsWith("OK 3 usable Sentinels");
            }

            first.kill();
            Await.until(
                    Duration.ofSeconds(30),
                    () -> all.primary() != first,
                    () -> new IllegalStateException(all.sentinels().get(0).logTail()));
            assertThat(all.primary()).isSameAs(all.servers().get(1));
        }
        assertThat(sentinels).noneMatch(RedisServer::isRunning);
    }
}
