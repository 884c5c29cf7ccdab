package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.Engine;
import dev.redstart.engine.catalog.Category;
import dev.redstart.engine.catalog.CommandFacts;
import dev.redstart.engine.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users get the same rules and the same answers as from real Redis, byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AclAgainstRedisTest {

    private static final int ROUNDS = 60;
    private static final int RULES = 8;
    private static final int COMMANDS = 40;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private RedisServer server;
    private WireServer redis;
    private Engine engine;
    private WireClient client;
    private List<String> commands;

    @BeforeAll
    void open() throws IOException {
        server = RedisServer.builder().start();
        redis = new WireServer(server.port());
        engine = Engine.open(new ServerConfig(), Clock.systemUTC());
        client = new WireClient(engine);
        commands = engine.dispatcher().commands().all().stream()
                .flatMap(c -> Stream.concat(
                        c.subcommands().isEmpty() ? Stream.of(c) : Stream.empty(), c.subcommands().values().stream()))
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @AfterAll
    void close() throws IOException {
        engine.close();
        redis.close();
        server.close();
    }

    @BeforeEach
    void clear() {
        for (String line : List.of("RESET", "ACL DELUSER u v", "ACL LOG RESET", "FLUSHALL", "CONFIG RESETSTAT"))
            both(line);
    }

    private void both(String line) {
        redis.send(line);
        client.send(line);
    }

    private String compare(SoftAssertions softly, String line) {
        String reply = client.send(line);
        softly.assertThat(reply).as(line).isEqualTo(redis.send(line));
        return reply;
    }

    private void compare(String lines) {
        SoftAssertions softly = new SoftAssertions();
        lines.lines().filter(l -> !l.isBlank()).forEach(l -> compare(softly, l.strip()));
        softly.assertAll();
    }

    // Rules

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void rulesAreShownAsTheyAreKept(String protocol) {
        both("HELLO " + protocol);
        SoftAssertions softly = new SoftAssertions();
        for (String rules : List.of(
                "",
                "on nopass ~* &* +@all",
                "on >secret >other <secret skip-sanitize-payload",
                "resetpass >a #ca978112ca1bbdcafac231b39a23dc4da786eff8147c4f72b9807785afee48bb",
                "!ca978112ca1bbdcafac231b39a23dc4da786eff8147c4f72b9807785afee48bb",
                "+get +GET -get +config|get +config -config|set +config|set",
                "+@read -@read +@all -@dangerous +acl|whoami",
                "allcommands -@admin nocommands +select|1 +select|2 +Select|1 +select",
                "%R~r* %W~w* %RW~rw* %W~r* %r~x %wR~y ~r2 ~r2",
                "&a &b &a resetchannels &c",
                "allkeys resetkeys ~one",
                "(+get ~a*) (+set %R~b* resetchannels &c) ( +@all ~* &* )",
                "clearselectors (on) (+get",
                "\"(+get ~\\\"q\\\" ~x)\"",
                "(+get ~a +get) (+set",
                "\"(+get ~\\\"unbalanced)\"",
                "+nosuch",
                "-nosuch",
                "+@nosuch",
                "-config|nosuch",
                "+config|nosuch",
                "+config|get|x",
                "+get|",
                "+get|x -get|x",
                "foo",
                "%~a",
                "%X~a",
                "%RR~a",
                "%R",
                "#abc",
                "<nosuch",
                "!abc",
                "allkeys ~a",
                "allchannels &a",
                "+@ALL -@ReAd +Config|Get ALLKEYS",
                "reset")) {
            compare(softly, "ACL SETUSER u " + rules);
            compare(softly, "ACL GETUSER u");
            compare(softly, "ACL LIST");
        }
        compare(softly, "ACL SETUSER \"a b\" on");
        compare(softly, "ACL DELUSER u default");
        compare(softly, "ACL DELUSER u nobody");
        compare(softly, "ACL USERS");
        softly.assertAll();
    }

    @Test
    void questions() {
        compare(
                """
                ACL WHOAMI
                ACL CAT nosuch
                ACL CAT a b
                ACL GENPASS 0
                ACL GENPASS 4097
                ACL GENPASS x
                ACL GENPASS 1 2
                ACL LOG x
                ACL LOG 1 2
                ACL LOG -1
                ACL LOAD
                ACL SAVE
                ACL SETUSER
                ACL DRYRUN nobody get
                ACL DRYRUN nobody get k
                ACL DRYRUN default nosuch
                ACL DRYRUN default get
                ACL DRYRUN default config
                ACL DRYRUN default config nosuch
                ACL DRYRUN default config get
                ACL DRYRUN default config get x
                ACL DRYRUN default get k
                AUTH default x
                AUTH nobody x
                AUTH x
                AUTH a b c
                AUTH "internal connection" x
                """);
    }

    @Test
    void categoriesHaveTheSameCommands() {
        for (String category : Category.NAMES) {
            List<String> theirs = words(redis.send("ACL CAT " + category));
            List<String> ours = words(client.send("ACL CAT " + category));
            assertThat(ours).as(category).isSubsetOf(theirs);
            theirs.removeAll(ours);
            for (String missing : theirs)
                assertThat(client.send("COMMAND INFO " + missing)).as(missing).isIn("*1\r\n*-1\r\n", "*1\r\n$-1\r\n");
        }
    }

    private static List<String> words(String reply) {
        return new ArrayList<>(reply.lines().filter(l -> !l.matches("[*$].*")).toList());
    }

    // What a user may do

    @Test
    void whatIsRefused() {
        compare(
                """
                ACL SETUSER u on >p %R~r:* %W~w:* ~both:* resetchannels &news:* +@all -@dangerous -config +config|get
                ACL SETUSER v on >p ~* &* +@all (-@all +get)
                SET r:1 x
                AUTH u wrong
                AUTH u p
                ACL WHOAMI
                GET r:1
                GET w:1
                SET r:1 x
                SET w:1 x
                SET w:1 x GET
                SET both:1 x GET
                MGET r:1 r:2 other
                COPY r:1 w:2
                COPY w:2 r:1
                GETDEL r:1
                STRLEN w:1
                EXISTS w:1
                OBJECT ENCODING w:1
                SORT r:1 BY x*
                SORT r:1 BY nosort GET #
                SORT r:1 BY nosort STORE r:2
                SORT_RO r:1
                PUBLISH news:1 x
                PUBLISH other x
                SPUBLISH other x
                CONFIG GET maxmemory
                CONFIG SET port 1
                KEYS *
                EVAL "return redis.call('GET', KEYS[1])" 1 r:1
                EVAL "return redis.call('GET', KEYS[1])" 1 both:1
                EVAL "return redis.call('GET', ARGV[1])" 0 w:1
                EVAL "return redis.pcall('KEYS', ARGV[1])" 0 w:1
                EVAL "return redis.pcall('PUBLISH', 'other', ARGV[1])" 0 w:1
                EVAL "return redis.acl_check_cmd('SET', 'w:1', 'x')" 0
                EVAL "return tostring(redis.acl_check_cmd('SET', 'r:1', 'x'))" 0
                EVAL "return redis.acl_check_cmd('NOSUCH')" 0
                MULTI
                GET r:1
                GET w:1
                EXEC
                MULTI
                KEYS *
                DISCARD
                HELLO 3 AUTH v wrong
                AUTH v p
                ACL WHOAMI
                ACL DELUSER u
                """);
        assertThat(log(client)).isEqualTo(log(redis));
        for (String kind : List.of("auth", "cmd", "key", "channel")) {
            String line = "(?s).*acl_access_denied_" + kind + ":([0-9]+).*";
            assertThat(client.send("INFO stats").replaceFirst(line, "$1"))
                    .as(kind)
                    .isEqualTo(redis.send("INFO stats").replaceFirst(line, "$1"));
        }
    }

    private static String timeless(String log) {
        return log.replaceAll(
                        "(age-seconds|timestamp-created|timestamp-last-updated)\\r\\n[^a-z]*\\r\\n(?=\\$|\\*|$)", "$1")
                .replaceAll("\\$[0-9]+\\r\\nid=[^\\n]*\\n", "client\n")
                .replaceAll(":[0-9]{13}\\r\\n", "");
    }

    private static String log(WireClient client) {
        return timeless(client.send("ACL LOG 100"));
    }

    private static String log(WireServer redis) {
        return timeless(redis.send("ACL LOG 100"));
    }

    // By chance

    @Test
    void randomRulesAndCommands() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> script = new ArrayList<>();
            SoftAssertions softly = new SoftAssertions();
            for (int i = 0; i < RULES; i++) {
                String rules = "ACL SETUSER u " + rules();
                script.add(rules);
                compare(softly, rules);
                compare(softly, "ACL GETUSER u");
            }
            compare(softly, "ACL LIST");
            for (int i = 0; i < COMMANDS; i++) compare(softly, "ACL DRYRUN u " + command());
            assertThat(softly.errorsCollected())
                    .as("seed %d%n%s", seed, String.join("\n", script))
                    .isEmpty();
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String rules() {
        List<String> rules = new ArrayList<>();
        for (int n = random.nextInt(4); n >= 0; n--) rules.add(rule());
        if (random.nextInt(8) == 0) rules.add("(" + rule() + " " + rule() + " " + rule() + ")");
        return String.join(" ", rules);
    }

    private String rule() {
        return switch (random.nextInt(12)) {
            case 0 -> any(List.of("on", "off", "nopass", "resetpass", ">a", ">b", "<a", "reset", "clearselectors", ""));
            case 1 ->
                any(List.of("allkeys", "resetkeys", "allchannels", "resetchannels", "+@all", "-@all", "~*", "&*"));
            case 2, 3 ->
                any(List.of("~", "%R~", "%W~", "%RW~")) + any(List.of("a:*", "b:*", "*:1", "?:1", "*", "[ab]:1"));
            case 4 -> "&" + any(List.of("a:*", "b:*", "a:1", "*:1"));
            case 5, 6 -> any(List.of("+@", "-@")) + any(Category.NAMES);
            case 7 -> "+select|" + random.nextInt(3);
            default ->
                any(List.of("+", "-")) + any(List.copyOf(CommandFacts.all())).name();
        };
    }

    /** A command whose number of arguments may be right, and which may have keys. */
    private String command() {
        List<String> words = new ArrayList<>(List.of(any(commands)));
        for (int n = random.nextInt(7); n > 0; n--)
            words.add(
                    any(List.of("a:1", "b:1", "a:2", "c:1", "1", "2", "0", "STORE", "GET", "STREAMS", "BY", "LIMIT")));
        return String.join(" ", words);
    }
}
