package dev.redstart;

import java.util.List;

/**
 * What streams, groups and consumers are and have. A stream that does not exist is {@code ERR no such key}, a group
 * {@code NOGROUP}; a key that holds something else is {@code WRONGTYPE}.
 */
@CommandFamily
final class StreamInfoFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<GroupInfo>> GROUPS = Decoders.list(GroupInfo::decode);
    private static final Decoder<List<ConsumerInfo>> CONSUMERS = Decoders.list(ConsumerInfo::decode);

    private final Decoder<StreamInfo<K, V>> stream;
    private final Decoder<StreamFullInfo<K, V>> full;

    StreamInfoFamily(Types<K, V> types) {
        super(types);
        stream = StreamInfo.decoder(types);
        full = StreamFullInfo.decoder(types);
    }

    /** About a stream. O(1). */
    Command<StreamInfo<K, V>> xinfoStream(K key) {
        return info("STREAM", key).returning(stream);
    }

    /** About a stream, its groups and their consumers, with up to 10 entries of each list. */
    Command<StreamFullInfo<K, V>> xinfoStreamFull(K key) {
        return info("STREAM", key).word("FULL").returning(full);
    }

    /** As {@link #xinfoStreamFull(Object)}, with up to {@code count} entries of each list; 0 for all of them. */
    Command<StreamFullInfo<K, V>> xinfoStreamFull(K key, long count) {
        return info("STREAM", key).word("FULL").word("COUNT").number(count).returning(full);
    }

    /** About the groups of a stream, by name. */
    Command<List<GroupInfo>> xinfoGroups(K key) {
        return info("GROUPS", key).returning(GROUPS);
    }

    /** About the consumers of a group, by name. */
    Command<List<ConsumerInfo>> xinfoConsumers(K key, String group) {
        return info("CONSUMERS", key).text(group).returning(CONSUMERS);
    }

    private CommandBuilder<K, V> info(String subcommand, K key) {
        return read("XINFO", 5).word(subcommand).key(key);
    }
}
