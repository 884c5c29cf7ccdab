package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of places, told with small scripts that answer --version as a redis-server of that version does. */
class RedisFinderTest {
    @TempDir
    Path folder;

    private Path cache;
    private Path bin;

    @BeforeEach
    void emptyPlaces() throws IOException {
        cache = Files.createDirectories(folder.resolve("cache"));
        bin = Files.createDirectories(folder.resolve("bin"));
    }

    @Test
    void whatTheUserChoseComesFirstAsFolderOrAsProgram() throws IOException {
        Path own = server(folder.resolve("own"), "7.2.4");
        server(cache.resolve("redis-8.0.6/bin"), "8.0.6");
        server(bin, "8.0.2");
        assertThat(found("REDSTART_REDIS", own.getParent().toString()).server()).isEqualTo(own);
        assertThat(found("REDSTART_REDIS", own.toString()).version()).isEqualTo("7.2.4");
    }

    @Test
    void aWrongChoiceIsRefusedAndNotPassedOver() throws IOException {
        server(bin, "8.0.2");
        assertThatThrownBy(() -> found("REDSTART_REDIS", "/nowhere"))
                .isInstanceOf(RedisNotAvailableException.class)
                .hasMessageContaining("REDSTART_REDIS is /nowhere");
    }

    @Test
    void theCacheComesBeforePathAndPrefersTheNewest80() throws IOException {
        server(cache.resolve("redis-8.0.5/bin"), "8.0.5");
        server(cache.resolve("redis-8.0.10/bin"), "8.0.10");
        server(cache.resolve("redis-8.4.0/bin"), "8.4.0");
        Files.createDirectories(cache.resolve("redis-8.0.99/bin"));
        server(bin, "8.0.2");
        assertThat(found("X", "").version()).isEqualTo("8.0.10");
    }

    @Test
    void pathCountsFrom80On() throws IOException {
        server(bin, "7.4.1");
        assertThat(finder("X", "").find()).isEmpty();
        server(bin, "8.2.0");
        assertThat(found("X", "").directory()).isEqualTo(bin);
    }

    @Test
    void anotherProgramUnderThatNameDoesNotCount() throws IOException {
        script(bin, "echo 'Valkey server v=8.1.0 sha=0'");
        assertThat(finder("X", "").find()).isEmpty();
    }

    @Test
    void theOlderServerComesFromItsVariableOrPath() throws IOException {
        assertThat(finder("X", "").find70()).isEmpty();
        Path old = server(bin, "7.0.15");
        assertThat(finder("X", "").find70().orElseThrow().server()).isEqualTo(old);
        Path other = server(folder.resolve("other"), "7.0.11");
        assertThat(finder("REDSTART_REDIS_70", other.toString())
                        .find70()
                        .orElseThrow()
                        .version())
                .isEqualTo("7.0.11");
    }

    @Test
    void theSourceLiesBesideTheBuildOrAroundIt() throws IOException {
        server(cache.resolve("redis-8.0.6/bin"), "8.0.6");
        assertThat(found("X", "").sourceTree()).isEmpty();
        runtest(cache.resolve("redis-8.0.6/source"));
        assertThat(found("X", "").sourceTree()).contains(cache.resolve("redis-8.0.6/source"));
        Path tree = folder.resolve("checkout");
        server(tree.resolve("src"), "8.0.6");
        runtest(tree);
        assertThat(found("REDSTART_REDIS", tree.resolve("src").toString()).sourceTree())
                .contains(tree);
    }

    @Test
    void theCacheFolderFollowsTheEnvironment() {
        assertThat(new RedisFinder(Map.of("REDSTART_CACHE", "/a", "XDG_CACHE_HOME", "/b")).cache())
                .isEqualTo(Path.of("/a"));
        assertThat(new RedisFinder(Map.of("XDG_CACHE_HOME", "/b")).cache()).isEqualTo(Path.of("/b/redstart"));
        assertThat(new RedisFinder(Map.of()).cache())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "redstart"));
    }

    @Test
    void oneLineSaysWhatToInstall() throws IOException {
        server(bin, "7.0.15");
        assertThatThrownBy(() -> finder("X", "").findOrBuild())
                .isInstanceOf(RedisNotAvailableException.class)
                .hasMessageContaining("redis-server on PATH is 7.0.15")
                .hasMessageContaining("only where apt-get is");
        executable(bin.resolve("apt-get"), "exit 1");
        executable(bin.resolve("make"), "exit 1");
        assertThatThrownBy(() -> finder("X", "").findOrBuild())
                .hasMessageContaining("building it needs cc, c++, dpkg-source: run `apt-get install -y build-essential"
                        + " dpkg-dev`")
                .message()
                .hasLineCount(1);
        assertThat(cache).isEmptyDirectory();
    }

    private RedisBinaries found(String variable, String value) {
        return finder(variable, value).find().orElseThrow();
    }

    private RedisFinder finder(String variable, String value) {
        return new RedisFinder(Map.of("REDSTART_CACHE", cache.toString(), "PATH", bin.toString(), variable, value));
    }

    private static Path server(Path in, String version) throws IOException {
        return script(in, "echo 'Redis server v=" + version + " sha=00000000:0 malloc=jemalloc-5.3.0 bits=64'");
    }

    private static Path script(Path in, String line) throws IOException {
        return executable(Files.createDirectories(in).resolve("redis-server"), line);
    }

    private static void runtest(Path tree) throws IOException {
        executable(Files.createDirectories(tree).resolve("runtest"), "exit 0");
    }

    private static Path executable(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
