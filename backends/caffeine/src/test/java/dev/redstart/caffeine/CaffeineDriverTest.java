package dev.redstart.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What its URLs open and refuse. */
class CaffeineDriverTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | maximumSize=10000 (keys) or maximumWeight=64m (bytes)",
                "x?maximumSize=1&maximumWeight=1 | only one of maximumSize",
                "x?maximumSize=0 | a whole number above zero",
                "x?maximumSize=10k | a whole number above zero",
                "x?maximumWeight=64q | 100000, 500k, 64m or 2g",
                "x?maximumWeight=99999999999999999g | 100000, 500k, 64m or 2g",
                "x?maximumSize=1&expireAfterWrite=0s | a time above zero, as 500ms",
                "x?maximumSize=1&expireAfterAccess=5 | a time above zero, as 500ms",
                "x?maximumSize=1&notify-keyspace-events=Q | redstart:caffeine: has 'Q'",
                "x?maximumSize=1&appendonly=yes | maximumWeight",
                "mem:x?maximumSize=1 | redstart:caffeine:NAME?",
                "redis://localhost:6379/0?maximumSize=1 | redstart:caffeine:NAME?"
            })
    void whatCannotWorkFailsAtOpenAndSaysWhatIsAllowed(String rest, String said) {
        assertThatThrownBy(() -> Redstart.open("redstart:caffeine:" + rest))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aNameIsSharedByWhoWantsTheSame() {
        try (Redis one = Redstart.open("redstart:caffeine:shared?maximumWeight=1k");
                Redis two = Redstart.open("redstart:caffeine:shared?maximumWeight=1024")) {
            one.set("k", "v");
            assertThat(two.get("k")).isEqualTo("v");
            assertThat(two.unwrap(LocalCache.class)).isSameAs(one.unwrap(LocalCache.class));
            assertThatThrownBy(() -> Redstart.open("redstart:caffeine:shared?maximumSize=5&expireAfterWrite=2s"))
                    .isInstanceOf(RedisConfigException.class)
                    .hasMessageContaining("redstart:caffeine:shared is open in this JVM with maximumWeight=1024")
                    .hasMessageContaining("maximumSize=5&expireAfterWrite=2000ms");
        }
        try (Redis again = Redstart.open("redstart:caffeine:shared?maximumSize=5");
                Redis own = Redstart.open("redstart:caffeine:?maximumSize=5")) {
            assertThat(again.get("k")).isNull();
            again.set("k", "v");
            assertThat(own.get("k")).isNull();
        }
    }

    @Test
    void itSaysWhatItIs() {
        try (Redis redis = Redstart.open("redstart:caffeine:named?maximumSize=5")) {
            assertThat(redis.capabilities().backend()).isEqualTo("caffeine");
            assertThat(redis.capabilities().node()).isEqualTo("caffeine:named");
            assertThat(redis.capabilities().features())
                    .contains(Feature.EVICTION, Feature.TRANSACTIONS, Feature.PUBSUB)
                    .doesNotContain(Feature.PERSISTENCE);
            for (String command : new String[] {"GET", "HSET", "PFADD", "SCAN", "MULTI", "CLIENT"})
                assertThat(redis.capabilities().supports(command)).as(command).isTrue();
            for (String command : new String[] {"SAVE", "BGSAVE", "REPLICAOF", "CONFIG", "SHUTDOWN", "PFSELFTEST"})
                assertThat(redis.capabilities().supports(command)).as(command).isFalse();
        }
    }
}
