package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Flag;
import dev.redstart.engine.dispatch.KeySpec;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own commands answer byte for byte as real Redis does, in both protocols. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgainstRedisTest {

    private RedisServer server;
    private WireServer redis;
    private Engine engine;
    private WireClient client;

    @BeforeAll
    void open() throws IOException {
        server = RedisServer.builder().config("enable-debug-command", "yes").start();
        redis = new WireServer(server.port());
        ServerConfig config = new ServerConfig();
        config.load("enable-debug-command", List.of("yes"));
        // What the test's server was started with.
        config.load("save", List.of(""));
        engine = Engine.open(config, Clock.systemUTC());
        client = new WireClient(engine);
    }

    @AfterAll
    void close() throws IOException {
        engine.close();
        redis.close();
        server.close();
    }

    @BeforeEach
    void clear() {
        both("HELLO 2");
        both("FLUSHALL");
        both("CONFIG RESETSTAT");
    }

    private void both(String line) {
        redis.send(line);
        client.send(line);
    }

    private void compare(String lines) {
        SoftAssertions softly = new SoftAssertions();
        for (String line : lines.lines().filter(l -> !l.isBlank()).toList())
            softly.assertThat(client.send(line.strip())).as(line).isEqualTo(redis.send(line.strip()));
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void tracking(String protocol) {
        both("HELLO " + protocol);
        compare(
                """
                CLIENT TRACKING ON FOO
                CLIENT TRACKING ON REDIRECT
                CLIENT TRACKING ON REDIRECT x
                CLIENT TRACKING ON REDIRECT 99999
                CLIENT TRACKING ON PREFIX a
                CLIENT TRACKING ON BCAST OPTIN
                CLIENT TRACKING ON OPTIN OPTOUT
                CLIENT TRACKING ON BCAST PREFIX foobar PREFIX foo
                CLIENT TRACKING ON BCAST PREFIX foo PREFIX bar NOLOOP
                CLIENT TRACKINGINFO
                CLIENT TRACKING ON BCAST PREFIX fo
                CLIENT TRACKING ON
                CLIENT CACHING YES
                CLIENT TRACKING OFF
                CLIENT TRACKINGINFO
                CLIENT TRACKING ON BCAST
                CLIENT TRACKINGINFO
                CLIENT TRACKING OFF
                CLIENT TRACKING ON OPTIN
                CLIENT CACHING NO
                CLIENT CACHING MAYBE
                CLIENT CACHING YES
                CLIENT TRACKINGINFO
                PING
                CLIENT TRACKINGINFO
                CLIENT GETREDIR
                CLIENT TRACKING ON OPTOUT
                CLIENT TRACKING OFF
                CLIENT GETREDIR
                OBJECT FREQ nokey
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void clientsAndConnections(String protocol) {
        both("HELLO " + protocol);
        compare(
                """
                CLIENT GETNAME
                CLIENT SETNAME a
                CLIENT GETNAME
                CLIENT SETNAME "a b"
                CLIENT SETINFO lib-name x
                CLIENT SETINFO lib-name "x y"
                CLIENT SETINFO foo x
                CLIENT GETREDIR
                CLIENT TRACKINGINFO
                CLIENT CACHING YES
                CLIENT TRACKING OFF
                CLIENT TRACKING MAYBE
                CLIENT NO-EVICT MAYBE
                CLIENT REPLY MAYBE
                CLIENT KILL
                CLIENT KILL 1.2.3.4:5
                CLIENT KILL a b
                CLIENT KILL ID x
                CLIENT KILL ID 0
                CLIENT KILL ID 99999
                CLIENT KILL TYPE foo
                CLIENT KILL TYPE master
                CLIENT KILL USER nobody
                CLIENT KILL SKIPME maybe
                CLIENT KILL MAXAGE x
                CLIENT KILL MAXAGE 0
                CLIENT KILL MAXAGE 100 TYPE normal
                CLIENT LIST FOO
                CLIENT LIST TYPE foo
                CLIENT LIST TYPE pubsub
                CLIENT LIST ID x
                CLIENT LIST ID 99999
                CLIENT PAUSE x
                CLIENT PAUSE -1
                CLIENT PAUSE 1 FOO
                CLIENT PAUSE 1 ALL 3
                CLIENT UNPAUSE
                CLIENT UNBLOCK x
                CLIENT UNBLOCK 99999
                CLIENT UNBLOCK 99999 FOO
                CLIENT FOO
                AUTH a
                AUTH a b
                AUTH default b
                AUTH a b c
                HELLO 4
                HELLO x
                HELLO 2 FOO
                ACL WHOAMI
                ACL USERS
                ACL LIST
                ACL CAT
                ACL CAT foo
                ACL GETUSER default
                ACL GETUSER nobody
                ACL FOO
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void subscribing(String protocol) {
        both("HELLO " + protocol);
        compare(
                """
                SUBSCRIBE a
                PSUBSCRIBE b*
                SSUBSCRIBE s
                PING x
                UNSUBSCRIBE a
                SUBSCRIBE
                PUNSUBSCRIBE b*
                SUNSUBSCRIBE
                SUNSUBSCRIBE
                UNSUBSCRIBE
                PUBSUB CHANNELS
                PUBSUB NUMPAT
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void server(String protocol) {
        both("HELLO " + protocol);
        compare(
                """
                ROLE
                WAIT 0 10
                WAIT x 10
                WAIT 0 -1
                WAIT 0 x
                WAITAOF 0 0 1
                WAITAOF 1 0 1
                WAITAOF 2 0 1
                WAITAOF 0 -1 1
                REPLICAOF NO ONE
                SLAVEOF NO ONE
                SHUTDOWN FOO
                SHUTDOWN SAVE NOSAVE
                SHUTDOWN ABORT
                SHUTDOWN ABORT NOW
                LATENCY LATEST
                LATENCY HISTORY x
                LATENCY GRAPH x
                LATENCY RESET
                LATENCY RESET a b
                LATENCY FOO
                LATENCY HISTOGRAM nosuch
                SLOWLOG GET -2
                SLOWLOG GET x
                SLOWLOG GET 1 2
                SLOWLOG FOO
                SLOWLOG RESET
                SLOWLOG LEN
                MEMORY USAGE k
                MEMORY USAGE k SAMPLES -1
                MEMORY USAGE k FOO 1
                MEMORY USAGE k SAMPLES
                MEMORY PURGE
                DEBUG ERROR "FOO bar"
                DEBUG SLEEP 0
                DEBUG FOO
                DEBUG
                DEBUG SET-ACTIVE-EXPIRE 1
                DEBUG PROTOCOL string
                DEBUG PROTOCOL integer
                DEBUG PROTOCOL double
                DEBUG PROTOCOL null
                DEBUG PROTOCOL array
                DEBUG PROTOCOL set
                DEBUG PROTOCOL map
                DEBUG PROTOCOL verbatim
                DEBUG PROTOCOL true
                DEBUG PROTOCOL false
                DEBUG PROTOCOL bignum
                DEBUG PROTOCOL foo
                DEBUG OBJECT nosuch
                DEBUG HTSTATS-KEY nosuch
                OBJECT FREQ k
                COMMAND DOCS nosuch
                COMMAND INFO nosuch
                COMMAND FOO
                COMMAND LIST FILTERBY
                COMMAND LIST FILTERBY FOO x
                COMMAND LIST FILTERBY ACLCAT nosuch
                COMMAND LIST FILTERBY MODULE nosuch
                """);
    }

    @Test
    void configuration() {
        compare(
                """
                CONFIG GET maxmemory
                CONFIG GET MAXMEMORY nosuch
                CONFIG GET slave-read-only
                CONFIG SET
                CONFIG SET maxmemory
                CONFIG SET maxmemory 1mb
                CONFIG GET maxmemory
                CONFIG SET maxmemory 1.5mb
                CONFIG SET maxmemory -1
                CONFIG SET maxmemory 0
                CONFIG SET maxmemory-clients 5%
                CONFIG GET maxmemory-clients
                CONFIG SET maxmemory-clients 101%
                CONFIG SET maxmemory-clients x
                CONFIG SET maxmemory-clients 0
                CONFIG SET foo bar
                CONFIG SET hz 10 foo bar
                CONFIG SET hz x
                CONFIG SET hz 1000
                CONFIG GET hz
                CONFIG SET hz 10
                CONFIG SET databases 4
                CONFIG SET dir /tmp
                CONFIG SET dbfilename a
                CONFIG SET timeout 10 timeout 20
                CONFIG SET timeout 10 TIMEOUT 20
                CONFIG SET timeout 10 loglevel foo
                CONFIG GET timeout
                CONFIG SET loglevel verbose
                CONFIG SET loglevel notice
                CONFIG SET appendfsync foo
                CONFIG SET lazyfree-lazy-expire maybe
                CONFIG SET hash-max-listpack-entries -1
                CONFIG SET hash-max-ziplist-entries 10
                CONFIG GET hash-max-listpack-entries
                CONFIG SET hash-max-listpack-entries 512
                CONFIG SET active-defrag-cycle-min 0
                CONFIG SET maxclients 0
                CONFIG SET notify-keyspace-events KEA
                CONFIG GET notify-keyspace-events
                CONFIG SET notify-keyspace-events Kmnl
                CONFIG GET notify-keyspace-events
                CONFIG SET notify-keyspace-events q
                CONFIG SET notify-keyspace-events ""
                CONFIG SET client-output-buffer-limit "normal 1 2"
                CONFIG SET client-output-buffer-limit "foo 1 2 3"
                CONFIG SET client-output-buffer-limit "normal x 2 3"
                CONFIG SET client-output-buffer-limit "replica 1mb 2kb 3 pubsub 1 2 3"
                CONFIG GET client-output-buffer-limit
                CONFIG SET save "900 x"
                CONFIG SET save "100 1 2"
                CONFIG SET save "100 1 200 2"
                CONFIG GET save
                CONFIG SET save ""
                CONFIG GET save
                CONFIG SET oom-score-adj-values "1 2"
                CONFIG SET oom-score-adj-values "a 2 3"
                CONFIG SET latency-tracking-info-percentiles "50 101"
                CONFIG SET latency-tracking-info-percentiles "x"
                CONFIG SET latency-tracking-info-percentiles "50.5 99.999 100.0"
                CONFIG GET latency-tracking-info-percentiles
                CONFIG SET latency-tracking-info-percentiles "50 99 99.9"
                CONFIG SET shutdown-on-sigint "nosave force"
                CONFIG GET shutdown-on-sigint
                CONFIG SET shutdown-on-sigint "nosave save"
                CONFIG SET shutdown-on-sigint "foo"
                CONFIG SET shutdown-on-sigint default
                CONFIG SET proto-max-bulk-len 1
                CONFIG SET slowlog-log-slower-than -2
                CONFIG SET cluster-announce-hostname a_b
                CONFIG RESETSTAT x
                CONFIG FOO
                """);
    }

    @Test
    void everyParameterIsThereWithItsDefault() {
        Map<String, String> theirs = pairs(redis.send("CONFIG GET *"));
        Map<String, String> ours = pairs(client.send("CONFIG GET *"));
        // Places of this machine, and what the server under test was started with.
        List<String> places = List.of(
                "dir",
                "port",
                "bind",
                "unixsocket",
                "logfile",
                "pidfile",
                "proc-title-template",
                "loglevel",
                "maxclients",
                "shutdown-on-sigterm",
                "enable-module-command");
        for (String place : places) {
            assertThat(ours).containsKey(place);
            theirs.remove(place);
            ours.remove(place);
        }
        assertThat(ours).isEqualTo(theirs).hasSizeGreaterThan(190);
    }

    private static Map<String, String> pairs(String reply) {
        List<String> blobs = blobs(reply);
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i + 1 < blobs.size(); i += 2) pairs.put(blobs.get(i), blobs.get(i + 1));
        return pairs;
    }

    private static List<String> blobs(String reply) {
        List<String> blobs = new ArrayList<>();
        Matcher m = Pattern.compile("\\$(\\d+)\r\n").matcher(reply);
        for (int at = 0; m.find(at); ) {
            int end = m.end() + Integer.parseInt(m.group(1));
            blobs.add(reply.substring(m.end(), end));
            at = end;
        }
        return blobs;
    }

    @Test
    void commandInfo() {
        both("HELLO 3");
        SoftAssertions softly = new SoftAssertions();
        List<String> names = blobs(client.send("COMMAND LIST"));
        for (String name : names) {
            String theirs = withoutNotes(redis.send("COMMAND INFO " + name));
            String ours = client.send("COMMAND INFO " + name);
            // The order of subcommands means nothing: each is compared by itself.
            boolean container = ours.contains("|") && !name.contains("|");
            if (container) softly.assertThat(head(ours)).as(name).isEqualTo(head(theirs));
            else softly.assertThat(ours).as(name).isEqualTo(theirs);
        }
        softly.assertAll();
        assertThat(names).hasSizeGreaterThan(200);
    }

    /** Explanations for people, which are Redis' own. */
    private static String withoutNotes(String reply) {
        return reply.replaceAll("%4\r\n\\$5\r\nnotes\r\n\\$\\d+\r\n[^\r]*\r\n", "%3\r\n");
    }

    /** Up to the first subcommand, how many there are included. */
    private static String head(String reply) {
        return reply.substring(0, reply.indexOf("*10\r\n", 8));
    }

    @Test
    void rowsAgreeWithTheFacts() {
        SoftAssertions softly = new SoftAssertions();
        for (Command row : engine.dispatcher().commands().all()) {
            rowAgrees(softly, row);
            row.subcommands().values().forEach(sub -> rowAgrees(softly, sub));
        }
        softly.assertAll();
    }

    private void rowAgrees(SoftAssertions softly, Command row) {
        if (!row.subcommands().isEmpty()) return;
        String info = client.send("COMMAND INFO " + row.shownName());
        List<String> own = Arrays.stream(Flag.values())
                .filter(f -> row.is(f) && f.isShown())
                .map(Flag::word)
                .sorted()
                .toList();
        Matcher flags = Pattern.compile("\\A\\*1\r\n"
                        + "\\*10\r\n"
                        + "\\$\\d+\r\n"
                        + "[^\r"
                        + "]*\r\n"
                        + ":-?\\d+\r\n"
                        + "\\*(\\d+)\r\n"
                        + "((\\+[a-z_]+\r\n"
                        + ")*):(-?\\d+)\r\n"
                        + ":(-?\\d+)\r\n"
                        + ":(-?\\d+)\r\n")
                .matcher(info);
        assertThat(flags.find()).as(info).isTrue();
        List<String> facts = Arrays.stream(flags.group(2).split("\r\n"))
                .filter(f -> f.startsWith("+") && !f.startsWith("+@"))
                .limit(Integer.parseInt(flags.group(1)))
                .map(f -> f.substring(1))
                .sorted()
                .toList();
        softly.assertThat(own).as(row.name()).isEqualTo(facts);
        KeySpec keys = row.keys();
        if (keys.count() == 0)
            softly.assertThat(List.of(keys.first(), keys.last(), keys.step()))
                    .as(row.name() + " first, last, step")
                    .isEqualTo(Stream.of(4, 5, 6)
                            .map(flags::group)
                            .map(Integer::valueOf)
                            .toList());
    }

    @Test
    void everyCommandIsExplained() {
        List<String> names = blobs(client.send("COMMAND LIST"));
        for (String name : names)
            assertThat(client.send("COMMAND DOCS " + name))
                    .as(name)
                    .contains("$7\r\nsummary\r\n", "$5\r\nsince\r\n", "$5\r\ngroup\r\n");
    }

    /** All but the summary, which is ours, and what has changed over the years, which is not there. */
    @Test
    void docsOfSet() {
        both("HELLO 3");
        String ours = client.send("COMMAND DOCS set");
        String theirs = redis.send("COMMAND DOCS set");
        assertThat(ours.substring(ours.indexOf("$9\r\narguments")))
                .isEqualTo(theirs.substring(theirs.indexOf("$9\r\narguments")));
    }

    @Test
    void keysOfCommands() {
        both("HELLO 3");
        compare(
                """
                COMMAND GETKEYS NOSUCH
                COMMAND GETKEYS
                COMMAND GETKEYS GET
                COMMAND GETKEYS PING
                COMMAND GETKEYS GET k
                COMMAND GETKEYS MSET a 1 b 2
                COMMAND GETKEYS ZUNIONSTORE to 2 a b WEIGHTS 1 2
                COMMAND GETKEYS ZUNION 0 a
                COMMAND GETKEYS LMPOP 2 a b LEFT
                COMMAND GETKEYS BLPOP a b 0
                COMMAND GETKEYS OBJECT ENCODING k
                COMMAND GETKEYS OBJECT FOO k
                COMMAND GETKEYS OBJECT
                COMMAND GETKEYS MEMORY USAGE k
                COMMAND GETKEYSANDFLAGS SORT a BY store GET x STORE b STORE c
                COMMAND GETKEYSANDFLAGS SORT_RO a
                COMMAND GETKEYSANDFLAGS SET k v
                COMMAND GETKEYSANDFLAGS SET k v GET
                COMMAND GETKEYSANDFLAGS LMOVE a b LEFT LEFT
                COMMAND GETKEYSANDFLAGS ZRANGESTORE a b 0 1
                COMMAND GETKEYSANDFLAGS DEL a b
                COMMAND GETKEYSANDFLAGS WATCH a b
                COMMAND GETKEYSANDFLAGS SSUBSCRIBE a b
                COMMAND GETKEYSANDFLAGS ZINTERSTORE a 3 b
                COMMAND GETKEYSANDFLAGS ZINTERSTORE a 1443677133621497600 b
                COMMAND GETKEYS ZUNION x a
                COMMAND GETKEYS ZUNION 2 a
                COMMAND GETKEYS LMPOP 3 a b LEFT
                COMMAND GETKEYS EVAL x 0
                COMMAND GETKEYS EVAL x 2 a
                COMMAND GETKEYS EVAL x 1 a b
                COMMAND GETKEYS MSET a 1 b
                COMMAND GETKEYS XREAD COUNT 1 STREAMS a b 0 0
                COMMAND GETKEYS XREAD COUNT 1 STREAMS a
                COMMAND GETKEYS XREADGROUP GROUP g c STREAMS a >
                COMMAND GETKEYS GEORADIUS a 1 2 3 m STORE b STORE c
                COMMAND GETKEYSANDFLAGS MIGRATE localhost 6379 a 0 10
                COMMAND GETKEYSANDFLAGS MIGRATE localhost 6379 "" 0 10 COPY KEYS a b
                COMMAND GETKEYS MIGRATE localhost 6379 a 0 10 KEYS b
                COMMAND GETKEYS GEORADIUS a 1 2 3 m STORE
                COMMAND GETKEYSANDFLAGS GEORADIUS a 1 2 3 m STOREDIST b STORE c
                COMMAND GETKEYS SORT a BY b
                COMMAND GETKEYS FCALL f 1 a
                """);
    }

    /** In RESP3 either is two replies, which this test does not tell apart. */
    @Test
    void attributesAndPushesHaveNoFormInResp2() {
        both("HELLO 2");
        compare("""
                DEBUG PROTOCOL attrib
                DEBUG PROTOCOL push
                """);
    }

    @Test
    void digests() {
        both("SET s text");
        both("SET n 12345 EX 1000");
        both("RPUSH l a b 3 c");
        both("SADD ints 1 2 3");
        both("SADD words a b c 4");
        both("HSET h f v g 7");
        both("HEXPIRE h 1000 FIELDS 1 f");
        both("ZADD z 1 a 2.5 b -inf c 1e300 d 0.1 e 3.0000000001 f");
        both("XADD x 1-1 f v g 7");
        both("XADD x 18446744073709551615-2 f 8 g w");
        both("XADD x 18446744073709551615-3 other fields");
        both("XGROUP CREATE x readers 0");
        both("SELECT 3");
        both("SET other db");
        both("SELECT 0");
        compare(
                """
                DEBUG DIGEST
                DEBUG DIGEST-VALUE s n l ints words h z x nosuch
                """);
        both("CONFIG SET set-max-listpack-entries 0 zset-max-listpack-entries 0 hash-max-listpack-entries 0");
        both("SADD words2 a b c 4");
        both("ZADD z2 1 a 2.5 b");
        both("HSET h2 f v g 7");
        compare("DEBUG DIGEST");
        both("CONFIG SET set-max-listpack-entries 128 zset-max-listpack-entries 128 hash-max-listpack-entries 512");
    }

    @Test
    void sizesOfValuesByPowersOfTwo() {
        both("SET big " + "x".repeat(3000));
        both("SET bigger " + "x".repeat(5_000_000));
        both("MSET a 1 b 1234567 c 12345678 d \"\"");
        both("RPUSH l 1 2 3");
        both("SADD s 1 2 3 x");
        both("ZADD z 1 a");
        both("HSET h a 1 b 2");
        both("XADD x * a b");
        both("SELECT 1");
        both("RPUSH l 1 2 3 4");
        both("SELECT 0");
        compare("INFO keysizes\nDEL l big\nINFO keysizes\nFLUSHALL\nINFO keysizes");
    }
}
