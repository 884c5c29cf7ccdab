package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.ServerInfo;
import dev.redstart.spi.Feature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What keeps a server's data when it ends. */
@Needs(value = Feature.PERSISTENCE, commands = "INFO")
public abstract class PersistenceContract extends ContractSuite {

    protected PersistenceContract(TestBackend backend) {
        super(backend);
    }

    /** Only one snapshot or rewrite can be written at a time. */
    private void awaitIdle() {
        eventually("nothing is being written", () -> {
            ServerInfo info = redis.info("persistence");
            return info.number("rdb_bgsave_in_progress").orElse(0) == 0
                    && info.number("aof_rewrite_in_progress").orElse(0) == 0
                    && info.number("aof_rewrite_scheduled").orElse(0) == 0;
        });
    }

    @Test
    @Needs(commands = {"SAVE", "LASTSAVE"})
    void savingIsDoneWhenItReturns() {
        awaitIdle();
        redis.set("k", "v");
        Instant before = redis.time().truncatedTo(ChronoUnit.SECONDS);
        redis.save();
        assertThat(redis.lastsave()).isBetween(before, redis.time());
        assertThat(redis.info("persistence").number("rdb_changes_since_last_save"))
                .hasValue(0);
    }

    @Test
    @Needs(commands = {"BGSAVE", "LASTSAVE"})
    void savingInTheBackgroundEnds() {
        awaitIdle();
        redis.set("k", "v");
        Instant before = redis.time().truncatedTo(ChronoUnit.SECONDS);
        assertThat(redis.bgsave()).startsWith("Background saving");
        awaitIdle();
        assertThat(redis.info("persistence").field("rdb_last_bgsave_status")).isEqualTo("ok");
        assertThat(redis.lastsave()).isBetween(before, redis.time());
        assertThat(redis.bgsaveSchedule()).startsWith("Background saving");
        awaitIdle();
        Refused.with("ERR syntax error", () -> redis.call("BGSAVE", "NOSUCH"));
    }

    @Test
    @Needs(commands = "BGREWRITEAOF")
    void rewritingInTheBackgroundEnds() {
        awaitIdle();
        assertThat(redis.bgrewriteaof()).startsWith("Background append only file rewriting");
        awaitIdle();
        assertThat(redis.info("persistence").field("aof_last_bgrewrite_status")).isEqualTo("ok");
    }

    @Test
    @Needs(commands = "SHUTDOWN")
    void nothingOfThisEndsTheServer() {
        Refused.with("ERR No shutdown in progress.", () -> redis.shutdownAbort());
        Refused.with("ERR syntax error", () -> redis.call("SHUTDOWN", "NOSAVE", "SAVE", "NOW", "FORCE"));
        Refused.with("ERR syntax error", () -> redis.call("SHUTDOWN", "NOW", "ABORT"));
        assertThat(redis.ping()).isEqualTo("PONG");
    }
}
