package dev.redstart.engine.wire;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;

/** Real Redis and the engine, configured alike, each with one client to type at and one that hears keyspace events. */
final class Pair implements AutoCloseable {

    private static final String END = "__keyevent@0__:end";

    private final RedisServer server = RedisServer.builder()
            .config("enable-debug-command", "yes")
            .config("notify-keyspace-events", "EA")
            .start();
    private final Engine engine;
    private final WireServer redis;
    private final WireServer redisEvents;
    private final WireClient client;
    private final WireClient clientEvents;

    Pair() throws IOException {
        ServerConfig config = new ServerConfig();
        config.load("enable-debug-command", List.of("yes"));
        config.load("notify-keyspace-events", List.of("EA"));
        config.load("save", List.of(""));
        engine = Engine.open(config, Clock.systemUTC());
        redis = new WireServer(server.port());
        client = new WireClient(engine);
        redisEvents = new WireServer(server.port());
        clientEvents = new WireClient(engine);
        redisEvents.send("PSUBSCRIBE __keyevent@0__:*");
        clientEvents.send("PSUBSCRIBE __keyevent@0__:*");
    }

    /** To both, whatever they reply. */
    void both(String line) {
        redis.send(line);
        client.send(line);
    }

    /** Each line is answered alike and causes the same events. */
    void compare(String lines) {
        compare(lines, line -> line);
    }

    /** The same where our lines are not quite those that Redis gets. */
    void compare(String lines, UnaryOperator<String> ours) {
        SoftAssertions softly = new SoftAssertions();
        for (String line : lines.lines().filter(l -> !l.isBlank()).toList()) {
            String real = redis.send(line.strip());
            softly.assertThat(client.send(ours.apply(line.strip()))).as(line).isEqualTo(real);
            softly.assertThat(events()).as("events of " + line).isEqualTo(redisEvents());
        }
        softly.assertAll();
    }

    /** Waits until both answer so; a few seconds at most. */
    void await(String line, String reply) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!redis.send(line).equals(reply) || !client.send(line).equals(reply)) check(line, deadline);
    }

    private static void check(String awaited, long deadline) {
        if (System.nanoTime() > deadline) throw new AssertionError("waited in vain: " + awaited);
        Thread.onSpinWait();
    }

    /** Forgets the events so far. */
    void takeEvents() {
        redisEvents();
        events();
    }

    private String redisEvents() {
        redis.send("PUBLISH " + END + " x");
        StringBuilder heard = new StringBuilder();
        for (String one = redisEvents.receive(); !one.contains(END); one = redisEvents.receive()) heard.append(one);
        return heard.toString();
    }

    private String events() {
        client.send("PUBLISH " + END + " x");
        StringBuilder heard = new StringBuilder();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (heard.append(clientEvents.received()).indexOf(END) < 0) check(END, deadline);
        // All of one message ends with the body: nothing comes behind the last one.
        return heard.substring(0, heard.lastIndexOf("*4\r\n"));
    }

    @Override
    public void close() throws IOException {
        engine.close();
        redis.close();
        redisEvents.close();
        server.close();
    }
}
