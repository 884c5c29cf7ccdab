package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.RedisSession;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command that a real server has ({@code COMMAND LIST}) has a typed method, or stands here with the reason why not.
 *
 * <p>A method is found by its name, since methods are named after the commands: {@code client|no-evict} is
 * {@code clientNoEvict}, {@code eval_ro} is {@code evalRo}; a method for one way to use a command says more behind that, as
 * {@code clientTrackingOn}. That a method sends what its name says is for the wire tests and {@link CoverageCheck}.
 *
 * <p>Not part of {@link RedisContract}: one variant on a real server of Redis 8.0 adds it.
 */
@Needs(version = "8.0", before = "8.1")
public abstract class CompletenessCheck extends ContractSuite {

    private static final String INTERNAL = "spoken between servers";
    private static final String TESTING = "for those who work on Redis itself";

    /** Without a method, and why. */
    private static final Map<String, String> RAW_ONLY = Map.ofEntries(
            Map.entry("sync", INTERNAL),
            Map.entry("psync", INTERNAL),
            Map.entry("replconf", INTERNAL),
            Map.entry("restore-asking", INTERNAL),
            Map.entry("asking", "sent by drivers of a cluster"),
            Map.entry("debug", TESTING),
            Map.entry("pfdebug", TESTING),
            Map.entry("pfselftest", TESTING),
            Map.entry("script|debug", "turns the connection into a debugger's"),
            Map.entry("client|reply", "ends the dialogue of request and reply: refused everywhere"),
            Map.entry("quit", "deprecated; closing the session does it"),
            Map.entry("slaveof", "deprecated name of replicaof"),
            Map.entry("cluster|slaves", "deprecated name of clusterReplicas"),
            Map.entry("unsubscribe", "closing the subscription does it"),
            Map.entry("punsubscribe", "closing the subscription does it"),
            Map.entry("sunsubscribe", "closing the subscription does it"));

    protected CompletenessCheck(TestBackend backend) {
        super(backend);
    }

    @Test
    void everyCommandHasAMethodOrAReason() {
        Set<String> missing =
                commands().filter(command -> !hasMethod(command)).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(RAW_ONLY.keySet());
        assertThat(missing).as("commands that have no method").isEmpty();
    }

    @Test
    void whatHasAReasonExistsAndHasNoMethod() {
        assertThat(RAW_ONLY.keySet()).isSubsetOf(commands().toList());
        assertThat(RAW_ONLY.keySet()).noneMatch(CompletenessCheck::hasMethod);
    }

    /** Without those that only hold subcommands, and without the help that each of these has. */
    private Stream<String> commands() {
        List<String> all = redis.commandList().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        Set<String> containers = all.stream()
                .filter(name -> name.contains("|"))
                .map(name -> name.substring(0, name.indexOf('|')))
                .collect(Collectors.toSet());
        return all.stream().filter(name -> !containers.contains(name) && !name.endsWith("|help"));
    }

    private static boolean hasMethod(String command) {
        String[] words = command.split("[|_-]");
        String name = words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
        return Stream.<Class<?>>of(Redis.class, RedisSession.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .anyMatch(method -> method.equals(name)
                        || method.startsWith(name) && Character.isUpperCase(method.charAt(name.length())));
    }
}
