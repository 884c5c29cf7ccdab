package dev.redstart.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Command;
import dev.redstart.CommandSender;
import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Result;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One random stream of typed commands, called one by one, in pipelines and in transactions, gives equal Java values on
 * every driver with either protocol, and on the engine. {@code -Dredstart.seed=} plays another stream.
 */
class SameValuesTest {

    private static final String SEED = System.getProperty("redstart.seed", "1");

    /** In place of the value of a command that the backend does not have. */
    private static final Object LEFT_OUT = "left out";

    private enum Mode {
        ALONE,
        PIPELINE,
        TRANSACTION
    }

    /** Commands that go out in one way. */
    private record Group(Mode mode, List<Command<?>> commands) {}

    /** An exception in place of a value: its type, and what the server said or else what it says itself. */
    private record Failed(Class<?> type, String text) {

        static Failed of(RedisException e) {
            // Without which backend it was, at its end.
            String own = String.valueOf(e.getMessage()).replaceFirst(" \\[[^\\[]*]$", "");
            return new Failed(e.getClass(), e instanceof RedisReplyException r ? r.reply() : own);
        }
    }

    @Test
    void everyBackendGivesTheSame() {
        playAndCompare(SEED, 1200);
    }

    @Test
    @Tag("long")
    void everyBackendGivesTheSameForLong() {
        for (int i = 0; i < 20; i++) playAndCompare(SEED + "." + i, 5000);
    }

    private static void playAndCompare(String seed, int size) {
        System.out.println("same values: -Dredstart.seed=" + seed + ", " + size + " commands");
        List<Group> stream = stream(seed, size);
        List<Command<?>> commands =
                stream.stream().flatMap(group -> group.commands().stream()).toList();
        Map<String, List<@Nullable Object>> played = new LinkedHashMap<>();
        int database = 1;
        for (String driver : List.of("jedis", "lettuce", "redisson")) {
            for (String protocol : List.of("resp2", "resp3")) {
                String server = RedisServers.shared().uri();
                played.put(
                        driver + " " + protocol,
                        play("redstart:" + driver + ":" + server + "/" + database++ + "?protocol=" + protocol, stream));
            }
        }
        played.put("engine", play("redstart:engine:", stream));
        List<@Nullable Object> first = played.get("jedis resp2");
        played.forEach((backend, values) -> {
            assertThat(values).as(backend).hasSameSizeAs(commands);
            for (int i = 0; i < commands.size(); i++) {
                if (values.get(i) == LEFT_OUT) continue;
                assertThat(values.get(i))
                        .as(
                                "%s, seed %s, command %d: %s",
                                backend, seed, i, Canon.request(commands.get(i).request()))
                        .isEqualTo(first.get(i));
            }
        });
        played.forEach((backend, values) -> assertThat(values)
                .as("commands that %s does not have", backend)
                .filteredOn(value -> value == LEFT_OUT)
                .hasSizeLessThan(backend.equals("engine") ? size / 20 : 1));
        assertThat(first)
                .as("values")
                .filteredOn(value -> !(value instanceof Failed))
                .hasSizeGreaterThan(size / 2);
        assertThat(first)
                .as("errors")
                .filteredOn(value -> value instanceof Failed)
                .hasSizeGreaterThan(size / 100);
    }

    /** The same for the same seed. */
    private static List<Group> stream(String seed, int size) {
        Dice dice = new Dice(seed);
        List<Group> groups = new ArrayList<>();
        try (Redis scratch = Redstart.open("redstart:engine:");
                Pipeline never = scratch.pipeline()) {
            for (int left = size; left > 0; ) {
                Mode mode = dice.oneOf(Mode.values());
                Recorder recorder = new Recorder(never);
                RandomCommands random = new RandomCommands(recorder, dice);
                int most = Math.min(left, dice.between(1, mode == Mode.ALONE ? 10 : 25));
                for (int i = 0; i < most; i++) random.next();
                groups.add(new Group(mode, recorder.recorded()));
                left -= most;
            }
        }
        return groups;
    }

    /** What each command gave, in order. */
    private static List<@Nullable Object> play(String url, List<Group> stream) {
        List<@Nullable Object> values = new ArrayList<>();
        try (Redis redis = Redstart.open(url)) {
            redis.flushdb();
            for (Group group : stream) {
                List<Supplier<@Nullable Object>> results = play(redis, group);
                for (int i = 0; i < results.size(); i++)
                    values.add(outcome(group.commands().get(i), results.get(i)));
            }
            redis.flushdb();
        }
        return values;
    }

    private static List<Supplier<@Nullable Object>> play(Redis redis, Group group) {
        List<Supplier<@Nullable Object>> results = new ArrayList<>();
        switch (group.mode()) {
            case ALONE -> group.commands().forEach(command -> results.add(() -> redis.call(command)));
            case PIPELINE -> {
                try (Pipeline pipeline = redis.pipeline()) {
                    for (Command<?> command : group.commands()) results.add(queued(redis, pipeline, command));
                    pipeline.flush();
                }
            }
            case TRANSACTION ->
                redis.transaction(tx -> {
                    for (Command<?> command : group.commands()) results.add(queued(redis, tx, command));
                    return tx.commit();
                });
        }
        return results;
    }

    /** A script in a transaction would spoil all of it where there are none. */
    private static Supplier<@Nullable Object> queued(
            Redis redis, CommandSender<String, String> queue, Command<?> command) {
        if (!redis.capabilities().supports(command.request().name())) return () -> LEFT_OUT;
        Result<?> result = queue.send(command);
        return result::get;
    }

    private static @Nullable Object outcome(Command<?> command, Supplier<@Nullable Object> result) {
        Object value;
        try {
            value = result.get();
        } catch (UnsupportedCommandException e) {
            return LEFT_OUT;
        } catch (RedisException e) {
            return Failed.of(e);
        }
        // A list without an order that means anything.
        return command.request().name().equals("HVALS") ? bag((List<?>) value) : value;
    }

    private static Map<Object, Long> bag(List<?> values) {
        return values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
