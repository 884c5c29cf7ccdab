package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command as the server would have clients know it.
 *
 * @param name              in lower case; {@code config|get} for a subcommand
 * @param arity             how many words it has, its name included; negative for that many or more
 * @param flags             {@code readonly}, {@code write}, {@code denyoom}, {@code fast}, ...
 * @param firstKey          which word is its first key, the name being 0; 0 for none
 * @param lastKey           which word is its last key; negative from the end
 * @param keyStep           from how many words to how many the next key comes
 * @param categories        those of {@code ACL CAT}, with their at sign: {@code @read}
 * @param tips              for clients of a cluster, as {@code request_policy:all_shards}
 * @param keySpecifications where its keys are, exactly: how to begin, and how to find the others
 * @param subcommands       those that it has
 */
public record CommandDescription(
        String name,
        int arity,
        Set<String> flags,
        int firstKey,
        int lastKey,
        int keyStep,
        Set<String> categories,
        Set<String> tips,
        List<Map<String, Reply>> keySpecifications,
        List<CommandDescription> subcommands) {

    private static final int COLUMNS = 10;
    private static final Decoder<List<Map<String, Reply>>> SPECIFICATIONS =
            Decoders.list(Decoders.map(Decoders.text(), Decoders.reply()));
    private static final Decoder<List<CommandDescription>> SUBCOMMANDS = Decoders.list(CommandDescription::decode);

    static CommandDescription decode(Reply reply) {
        List<Reply> columns = Decoders.elements(reply);
        if (columns.size() < COLUMNS) throw new UnexpectedReply("a command of at least ten columns", reply);
        return new CommandDescription(
                Decoders.string(columns.get(0)),
                number(columns.get(1)),
                Fields.words(columns.get(2)),
                number(columns.get(3)),
                number(columns.get(4)),
                number(columns.get(5)),
                Fields.words(columns.get(6)),
                Fields.words(columns.get(7)),
                SPECIFICATIONS.decode(columns.get(8)),
                SUBCOMMANDS.decode(columns.get(9)));
    }

    private static int number(Reply reply) {
        return Math.toIntExact(Decoders.integer().decode(reply));
    }
}
