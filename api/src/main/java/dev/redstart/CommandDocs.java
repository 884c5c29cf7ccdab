package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to read about a command. What a server does not say is null, or none.
 *
 * @param summary     what it does, in a sentence
 * @param since       the version of Redis that it came with
 * @param group       the family that it belongs to, as {@code sorted-set}
 * @param complexity  what it costs, as {@code O(N) where ...}
 * @param history     what has changed since
 * @param arguments   its grammar, in order
 * @param subcommands those that it has, by their names
 * @param fields      everything as it came, also what newer servers add; in the order of the reply
 */
public record CommandDocs(
        @Nullable String summary,
        @Nullable String since,
        @Nullable String group,
        @Nullable String complexity,
        List<Change> history,
        List<Argument> arguments,
        Map<String, CommandDocs> subcommands,
        Map<String, Reply> fields) {

    private static final Decoder<List<Change>> HISTORY = Decoders.list(Change::decode);
    private static final Decoder<List<Argument>> ARGUMENTS = Decoders.list(Argument::decode);
    private static final Decoder<Map<String, CommandDocs>> SUBCOMMANDS =
            Decoders.map(Decoders.text(), CommandDocs::decode);

    /**
     * Something that has changed.
     *
     * @param version the version of Redis that it came with
     * @param what    in a sentence
     */
    public record Change(String version, String what) {

        private static Change decode(Reply reply) {
            List<Reply> two = Decoders.elements(reply);
            if (two.size() != 2) throw new UnexpectedReply("a version and what has changed", reply);
            return new Change(Decoders.string(two.get(0)), Decoders.string(two.get(1)));
        }
    }

    /**
     * An argument, or a group of them.
     *
     * @param name      what it is called
     * @param type      {@code key}, {@code string}, {@code integer}, {@code pure-token}; for a group {@code oneof} or
     *     {@code block}
     * @param token     the word that stands before it, or that it is; null for none
     * @param flags     {@code optional}, {@code multiple}, {@code multiple_token}
     * @param arguments those of a group
     * @param fields    everything as it came
     */
    public record Argument(
            String name,
            String type,
            @Nullable String token,
            Set<String> flags,
            List<Argument> arguments,
            Map<String, Reply> fields) {

        private static Argument decode(Reply reply) {
            Fields fields = Fields.of(reply);
            return new Argument(
                    fields.text("name"),
                    fields.text("type"),
                    fields.textOrNull("token"),
                    fields.words("flags"),
                    ARGUMENTS.decode(fields.getOrNull("arguments")),
                    fields.all);
        }
    }

    static CommandDocs decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new CommandDocs(
                fields.textOrNull("summary"),
                fields.textOrNull("since"),
                fields.textOrNull("group"),
                fields.textOrNull("complexity"),
                HISTORY.decode(fields.getOrNull("history")),
                ARGUMENTS.decode(fields.getOrNull("arguments")),
                SUBCOMMANDS.decode(fields.getOrNull("subcommands")),
                fields.all);
    }
}
