package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a URL says about files. */
class FileUrlTest {

    @TempDir
    Path home;

    private static Transport open(String url) {
        return new EngineDriver()
                .open(Endpoint.parse(url, new Resources(Clock.systemUTC(), Runnable::run, null, null)));
    }

    private static String run(Transport redis, String line) {
        return TestEngine.text(redis.call(TestEngine.request(line)));
    }

    @Test
    void aLogIsKeptAsTheUrlSays() {
        String url = "redstart:engine:file:" + home + "?appendonly=yes&appendfsync=always&appendfilename=log&save=";
        try (Transport redis = open(url)) {
            assertThat(run(redis, "SET k v")).isEqualTo("OK");
            assertThat(run(redis, "INFO persistence")).contains("aof_enabled:1");
            assertThat(run(redis, "CONFIG GET appendfsync")).isEqualTo("{appendfsync=always}");
            assertThat(run(redis, "WAITAOF 1 0 0")).isEqualTo("[1, 0]");
        }
        assertThat(home.resolve("appendonlydir/log.1.incr.aof")).content().contains("SET");
        assertThat(home.resolve("dump.rdb")).doesNotExist();
        try (Transport redis = open(url)) {
            assertThat(run(redis, "GET k")).isEqualTo("v");
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        String file = "redstart:engine:file:" + home;
        assertThatThrownBy(() -> open(file + "?appendfsync=often"))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("appendfsync=often")
                .hasMessageContaining("everysec");
        assertThatThrownBy(() -> open(file + "?save=often")).hasMessageContaining("Invalid save parameters");
        assertThatThrownBy(() -> open("redstart:engine:?appendonly=yes"))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("needs a directory");
        try (Transport redis = open("redstart:engine:")) {
            assertThat(run(redis, "CONFIG SET appendonly yes")).contains("keeps its data in memory only");
            assertThat(run(redis, "BGREWRITEAOF")).contains("keeps its data in memory only");
            assertThat(run(redis, "CONFIG GET appendonly")).isEqualTo("{appendonly=no}");
        }
    }
}
