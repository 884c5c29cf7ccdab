package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redstart.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HyperLogLogs: how many different values were seen, nearly. */
@Needs(commands = {"PFADD", "PFCOUNT", "PFMERGE"})
public abstract class HyperLogLogContract extends ContractSuite {

    private static final String NO_HYPER_LOG_LOG = "WRONGTYPE Key is not a valid HyperLogLog string value.";

    protected HyperLogLogContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void addingSaysWhetherTheEstimateChanged() {
        assertThat(redis.pfadd("h", "a", "b", "c")).isTrue();
        assertThat(redis.pfadd("h", "a")).isFalse();
        assertThat(redis.pfaddAll("h", List.of("b", "d"))).isTrue();
        assertThat(redis.pfcount("h")).isEqualTo(4);
    }

    @Test
    void anEmptyOneIsMadeOnce() {
        assertThat(redis.pfadd("h")).isTrue();
        assertThat(redis.pfadd("h")).isFalse();
        assertThat(redis.pfcount("h")).isZero();
        assertThat(redis.type("h")).isEqualTo("string");
    }

    @Test
    void severalAreCountedTogether() {
        redis.pfadd("{h}1", "a", "b");
        redis.pfadd("{h}2", "b", "c");
        assertThat(redis.pfcount("{h}1", "{h}2", "{h}none")).isEqualTo(3);
        assertThat(redis.pfcount(List.of("{h}2"))).isEqualTo(2);
        assertThat(redis.pfcount("{h}none")).isZero();
        assertThat(redis.exists("{h}none")).isZero();
    }

    @Test
    void mergingKeepsWhatTheDestinationHasSeen() {
        redis.pfadd("{h}1", "a", "b");
        redis.pfadd("{h}2", "b", "c");
        redis.pfadd("{h}d", "z");
        redis.pfmerge("{h}d", "{h}1", "{h}2", "{h}none");
        assertThat(redis.pfcount("{h}d")).isEqualTo(4);
        redis.pfmerge("{h}new", List.of("{h}1"));
        assertThat(redis.pfcount("{h}new")).isEqualTo(2);
        redis.pfmerge("{h}empty", "{h}none");
        assertThat(redis.exists("{h}empty")).isEqualTo(1);
        assertThat(redis.pfcount("{h}empty")).isZero();
    }

    /** Beyond some thousand values the registers are dense. Five standard errors: what is seen is always the same. */
    @Test
    void manyValuesAreEstimated() {
        int values = 20_000;
        for (int from = 0; from < values; from += 1000) {
            List<String> some = new ArrayList<>();
            for (int i = from; i < from + 1000; i++) some.add("value:" + i);
            redis.pfaddAll("h", some);
        }
        double error = 5 * 1.04 / Math.sqrt(16384);
        assertThat((double) redis.pfcount("h")).isCloseTo(values, within(values * error));
        assertThat(redis.strlen("h")).isEqualTo(12304);
    }

    @Test
    void theValueIsAStringThatOneMayCopy() {
        redis.pfadd("{h}1", "a", "b", "c");
        binary().set(Bytes.utf8("{h}2"), binary().get(Bytes.utf8("{h}1")));
        assertThat(redis.pfcount("{h}2")).isEqualTo(3);
        assertThat(redis.pfadd("{h}2", "a")).isFalse();
    }

    @Test
    void anyOtherValueIsRefused() {
        redis.set("{h}s", "text");
        Refused.with(NO_HYPER_LOG_LOG, () -> redis.pfadd("{h}s", "a"));
        Refused.with(NO_HYPER_LOG_LOG, () -> redis.pfcount("{h}s"));
        Refused.with(NO_HYPER_LOG_LOG, () -> redis.pfmerge("{h}d", "{h}s"));
        redis.hset("{h}h", "f", "v");
        Refused.asWrongType(() -> redis.pfadd("{h}h", "a"));
        Refused.asWrongType(() -> redis.pfcount("{h}h"));
        Refused.asWrongType(() -> redis.pfmerge("{h}d", "{h}h"));
        assertThat(redis.get("{h}s")).isEqualTo("text");
    }
}
