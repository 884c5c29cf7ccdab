package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Set;

/**
 * A key among the arguments of a command.
 *
 * @param key   the key
 * @param flags what is done to it: {@code RO}, {@code RW}, {@code OW} (overwritten) or {@code RM} (removed), and
 *     {@code access}, {@code insert}, {@code update}, {@code delete}
 */
public record KeyUse<K>(K key, Set<String> flags) {

    static <K> KeyUse<K> decode(Reply reply, Decoder<K> key) {
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("a key and its flags", reply);
        return new KeyUse<>(key.decode(two.get(0)), Fields.words(two.get(1)));
    }
}
