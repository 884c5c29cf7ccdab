package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Decoder;
import dev.redstart.Decoders;
import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compares what the suites sent with what a real server documents ({@code COMMAND DOCS}): every command of the families
 * that the API has, and every word of its grammar, was sent at least once, or stands here with the reason why not.
 *
 * <p>Not part of {@link RedisContract}: one variant on a real server of Redis 8.0 adds it as its last nested class, with
 * {@code @Order(Integer.MAX_VALUE)}. It means something only when all other suites have run before it in the same class.
 */
@Needs(version = "8.0", before = "8.1")
public abstract class CoverageCheck extends ContractSuite {

    /** Of the groups in COMMAND DOCS those that the API has typed commands for. */
    private static final Set<String> GROUPS = Set.of(
            "string",
            "generic",
            "hash",
            "list",
            "set",
            "sorted-set",
            "bitmap",
            "hyperloglog",
            "geo",
            "stream",
            "scripting",
            "pubsub",
            "transactions",
            "connection",
            "server",
            "cluster");

    /** Not sent, and why: a command, all subcommands of one ({@code CLUSTER|}), or a word of a command. */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("UNSUBSCRIBE", "sent by drivers when a subscription is closed"),
            Map.entry("PUNSUBSCRIBE", "sent by drivers when a subscription is closed"),
            Map.entry("SUNSUBSCRIBE", "sent by drivers when a subscription is closed"),
            Map.entry("QUIT", "deprecated; closing the session does it"),
            Map.entry("PFDEBUG", "shows the inside of an estimate to Redis' own tests; raw only"),
            Map.entry("PFSELFTEST", "a test of the server's own; raw only"),
            Map.entry("SCRIPT|DEBUG", "turns the connection into a debugger's; raw only"),
            Map.entry("CLIENT|REPLY", "ends the dialogue of request and reply: refused everywhere"),
            Map.entry("CLIENT|KILL SLAVE", "deprecated word for REPLICA"),
            Map.entry("ASKING", "sent by drivers of a cluster"),
            Map.entry("CLUSTER|SLAVES", "deprecated name of CLUSTER REPLICAS"),
            Map.entry("SLAVEOF", "deprecated name of REPLICAOF"),
            Map.entry("SYNC", "spoken between servers"),
            Map.entry("PSYNC", "spoken between servers"),
            Map.entry("REPLCONF", "spoken between servers"),
            Map.entry("RESTORE-ASKING", "spoken between servers"),
            Map.entry("DEBUG", "for those who work on Redis itself; raw only"));

    private static final Decoder<Map<String, Reply>> FIELDS = Decoders.map(Decoders.text(), Decoders.reply());

    protected CoverageCheck(TestBackend backend) {
        super(backend);
    }

    @Test
    void everyCommandAndEveryOptionWasSent() {
        SentCommands sent = redis.unwrap(SentCommands.class);
        List<String> missing = new ArrayList<>();
        documented().forEach((command, words) -> {
            if (!sent.has(command)) missing.add(command);
            else for (String word : words) if (!sent.has(command, word)) missing.add(command + " " + word);
        });
        missing.removeIf(CoverageCheck::isLeftOut);
        assertThat(missing).as("commands and options that no suite has sent").isEmpty();
    }

    @Test
    void whatIsLeftOutExists() {
        Map<String, Set<String>> documented = documented();
        assertThat(LEFT_OUT.keySet()).allSatisfy(name -> {
            String[] words = name.split(" ");
            assertThat(documented.keySet())
                    .anyMatch(c -> c.equals(words[0]) || name.endsWith("|") && c.startsWith(name));
            if (words.length > 1) assertThat(documented.get(words[0])).contains(words[1]);
        });
    }

    private static boolean isLeftOut(String missing) {
        if (missing.endsWith("|HELP")) return true;
        String command = missing.split(" ")[0];
        return LEFT_OUT.containsKey(missing)
                || LEFT_OUT.containsKey(command)
                || LEFT_OUT.containsKey(command.substring(0, command.indexOf('|') + 1));
    }

    /** The words of each command of the groups. */
    private Map<String, Set<String>> documented() {
        Map<String, Set<String>> commands = new TreeMap<>();
        FIELDS.decode(redis.call("COMMAND", "DOCS")).forEach((name, docs) -> {
            Map<String, Reply> fields = FIELDS.decode(docs);
            if (GROUPS.contains(text(fields, "group"))) collect(name, fields, commands);
        });
        return commands;
    }

    private static void collect(String name, Map<String, Reply> docs, Map<String, Set<String>> into) {
        Reply subcommands = docs.get("subcommands");
        if (subcommands != null) {
            FIELDS.decode(subcommands).forEach((sub, itsDocs) -> collect(sub, FIELDS.decode(itsDocs), into));
            return;
        }
        Set<String> words = new TreeSet<>();
        collectWords(docs, words);
        into.put(name.toUpperCase(Locale.ROOT), words);
    }

    private static void collectWords(Map<String, Reply> docs, Set<String> into) {
        Reply arguments = docs.get("arguments");
        if (arguments == null) return;
        for (Reply argument : Reply.elements(arguments)) {
            Map<String, Reply> fields = FIELDS.decode(argument);
            // MIGRATE's key may be an empty word, which its documentation writes as two quotes.
            if (fields.containsKey("token")
                    && !text(fields, "token").replace("\"", "").isEmpty()) into.add(text(fields, "token"));
            collectWords(fields, into);
        }
    }

    private static String text(Map<String, Reply> fields, String name) {
        Reply reply = fields.get(name);
        if (reply == null) throw new IllegalArgumentException("no " + name + " in the documentation of a command");
        return Decoders.text().decode(reply);
    }
}
