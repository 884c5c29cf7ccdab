package dev.redstart;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Publishing, and what is known about channels; subscribing is on {@link TypedRedis}. A message reaches those who are
 * subscribed at that moment; nobody keeps it for later. Channels are not keys, and databases do not divide them.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class PubSubFamily<K, V> extends Family<K, V> {

    private final Decoder<Set<K>> channels;
    private final Decoder<Map<K, Long>> subscribers;

    PubSubFamily(Types<K, V> types) {
        super(types);
        channels = Decoders.set(types.key);
        subscribers = Decoders.map(types.key, Decoders.integer());
    }

    /**
     * Publishes a message. Gives how many subscriptions got it, by channel and by pattern; on a cluster only those on the node
     * that was asked, though the message reaches all.
     */
    Command<Long> publish(K channel, V message) {
        return channel(write("PUBLISH", 2), channel).value(message).returning(Decoders.integer());
    }

    /** Publishes a message to a shard channel, which on a cluster lives on the shard of its slot. Gives how many got it. */
    Command<Long> spublish(K shardChannel, V message) {
        Objects.requireNonNull(shardChannel, "a channel is null");
        return write("SPUBLISH", 2).key(shardChannel).value(message).returning(Decoders.integer());
    }

    /** The channels that somebody is subscribed to by name; on a cluster, on the node that is asked. */
    Command<Set<K>> pubsubChannels() {
        return read("PUBSUB", 1).word("CHANNELS").returning(channels);
    }

    /** As {@link #pubsubChannels()}, those that match the glob pattern. */
    Command<Set<K>> pubsubChannels(String pattern) {
        return read("PUBSUB", 2).word("CHANNELS").text(pattern).returning(channels);
    }

    /** How many distinct patterns somebody is subscribed to. */
    Command<Long> pubsubNumpat() {
        return read("PUBSUB", 1).word("NUMPAT").returning(Decoders.integer());
    }

    /** For each of these channels how many are subscribed to it by name; those subscribed by pattern are not counted. */
    @SafeVarargs
    final Command<Map<K, Long>> pubsubNumsub(K... channels) {
        return pubsubNumsub(Arrays.asList(channels));
    }

    /** See {@link #pubsubNumsub(Object...)}; at least one channel. */
    Command<Map<K, Long>> pubsubNumsub(Collection<? extends K> channels) {
        return count("NUMSUB", channels);
    }

    /** The shard channels that somebody is subscribed to; on a cluster, on the node that is asked. */
    Command<Set<K>> pubsubShardchannels() {
        return read("PUBSUB", 1).word("SHARDCHANNELS").returning(channels);
    }

    /** As {@link #pubsubShardchannels()}, those that match the glob pattern. */
    Command<Set<K>> pubsubShardchannels(String pattern) {
        return read("PUBSUB", 2).word("SHARDCHANNELS").text(pattern).returning(channels);
    }

    /** For each of these shard channels how many are subscribed to it. */
    @SafeVarargs
    final Command<Map<K, Long>> pubsubShardnumsub(K... shardChannels) {
        return pubsubShardnumsub(Arrays.asList(shardChannels));
    }

    /** See {@link #pubsubShardnumsub(Object...)}; at least one channel. */
    Command<Map<K, Long>> pubsubShardnumsub(Collection<? extends K> shardChannels) {
        return count("SHARDNUMSUB", shardChannels);
    }

    private Command<Map<K, Long>> count(String subcommand, Collection<? extends K> channels) {
        if (channels.isEmpty()) throw new IllegalArgumentException("needs at least one channel");
        CommandBuilder<K, V> command = read("PUBSUB", 1 + channels.size()).word(subcommand);
        for (K channel : channels) channel(command, channel);
        return command.returning(subscribers);
    }

    /** A channel has the type of a key, but does not say which node a command goes to. */
    private static <K, V> CommandBuilder<K, V> channel(CommandBuilder<K, V> command, K channel) {
        return command.field(Objects.requireNonNull(channel, "a channel is null"));
    }
}
