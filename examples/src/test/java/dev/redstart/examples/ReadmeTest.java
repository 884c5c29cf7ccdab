package dev.redstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Option;
import dev.redstart.spi.Resources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md says holds: its example compiles and prints what it says, its tables are true, its paths exist. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static String readme = "";

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void theExampleCompilesAndPrintsWhatItsCommentsSay(@TempDir Path folder) throws Exception {
        String source = between("```java\n", "```");
        Path file = Files.writeString(folder.resolve("Hello.java"), source);
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", classPath, file.toString()))
                .isZero();
        List<String> promised = Pattern.compile("println\\(.*\\); // (.*)")
                .matcher(source)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(run(folder, "Hello").lines().toList()).isEqualTo(promised).hasSize(3);
    }

    private static String run(Path folder, String name) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyUrlOfTheTableIsOneThatItsDriverUnderstands(@TempDir Path directory) {
        List<String> urls = column("| URL |", 0);
        assertThat(urls).hasSizeGreaterThanOrEqualTo(4);
        for (String url : urls) {
            Endpoint endpoint =
                    Endpoint.parse(url.replace("`", ""), new Resources(Clock.systemUTC(), Runnable::run, null, null));
            assertThat(endpoint.driver()).isIn("engine", "caffeine", "jedis", "lettuce", "redisson");
            if (!List.of("engine", "caffeine").contains(endpoint.driver()))
                assertThat(Objects.requireNonNull(endpoint.server()).nodes()).isNotEmpty();
            else
                Redstart.open(url.replace("`", "").replace("./data", directory.toString()))
                        .close();
        }
    }

    @Test
    void theFeaturesAreThoseThatTheBackendsDeclare() {
        String header = line("| feature |");
        assertThat(cells(header)).containsExactly("feature", "engine", "caffeine", "jedis", "lettuce", "redisson");
        try (Redis engine = Redstart.open("redstart:engine:");
                Redis caffeine = Redstart.open("redstart:caffeine:?maximumSize=10");
                Redis jedis =
                        Redstart.open("redstart:jedis:" + RedisServers.shared().uri());
                Redis lettuce = Redstart.open(
                        "redstart:lettuce:" + RedisServers.shared().uri());
                Redis redisson = Redstart.open(
                        "redstart:redisson:" + RedisServers.shared().uri())) {
            List<String> declared = Stream.of(Feature.values())
                    .map(f -> Stream.of(engine, caffeine, jedis, lettuce, redisson)
                            .map(redis -> yes(redis, f))
                            .collect(Collectors.joining(" ", f + " ", "")))
                    .toList();
            List<String> told = rows("| feature |").stream()
                    .map(row -> String.join(" ", cells(row)))
                    .toList();
            assertThat(told).containsExactlyInAnyOrderElementsOf(declared);
        }
    }

    private static String yes(Redis redis, Feature feature) {
        return redis.capabilities().has(feature) ? "yes" : "no";
    }

    @Test
    void theCommonOptionsAreAllNamed() {
        for (Option option : Option.COMMON) assertThat(readme).contains("`" + option.name() + "=");
    }

    @Test
    void everyPathItNamesExists() {
        Matcher links = Pattern.compile("]\\(([^)#]+)\\)").matcher(readme);
        int found = 0;
        while (links.find()) {
            if (links.group(1).startsWith("http")) continue;
            assertThat(ROOT.resolve(links.group(1))).exists();
            found++;
        }
        assertThat(found).isGreaterThan(5);
        for (String script : List.of("examples/run", "backends/bench/run", ".ci/run")) {
            assertThat(Files.isExecutable(ROOT.resolve(script))).as(script).isTrue();
        }
    }

    @Test
    void theTwoCommandsAreThere() {
        assertThat(between("```\nexamples/run", "```")).contains("mvn verify");
    }

    private static String between(String start, String end) {
        int from = readme.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        return readme.substring(from + start.length(), readme.indexOf(end, from + start.length()));
    }

    private static String line(String start) {
        return readme.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    }

    /** The rows below a header and its rule. */
    private static List<String> rows(String header) {
        return readme.lines()
                .dropWhile(l -> !l.startsWith(header))
                .skip(2)
                .takeWhile(l -> l.startsWith("|"))
                .collect(Collectors.toList());
    }

    private static List<String> column(String header, int index) {
        return rows(header).stream().map(row -> cells(row).get(index)).toList();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|"))
                .map(String::strip)
                .filter(c -> !c.isEmpty())
                .toList();
    }
}
