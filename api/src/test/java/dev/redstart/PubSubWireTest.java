package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What publishing and asking about channels send. */
class PubSubWireTest {

    private static final PubSubFamily<String, String> pubsub = Wire.commands().pubSub();
    private static final List<String> AB = List.of("a", "b");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("PUBLISH news hello", pubsub.publish("news", "hello")),
                arguments("PUBSUB CHANNELS", pubsub.pubsubChannels()),
                arguments("PUBSUB CHANNELS n*", pubsub.pubsubChannels("n*")),
                arguments("PUBSUB NUMPAT", pubsub.pubsubNumpat()),
                arguments("PUBSUB NUMSUB a b", pubsub.pubsubNumsub("a", "b")),
                arguments("PUBSUB NUMSUB a b", pubsub.pubsubNumsub(AB)),
                arguments("PUBSUB SHARDCHANNELS", pubsub.pubsubShardchannels()),
                arguments("PUBSUB SHARDCHANNELS n*", pubsub.pubsubShardchannels("n*")),
                arguments("PUBSUB SHARDNUMSUB a b", pubsub.pubsubShardnumsub("a", "b")),
                arguments("PUBSUB SHARDNUMSUB a b", pubsub.pubsubShardnumsub(AB)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void channelsAreNoKeys(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEmpty();
    }

    @Test
    void aShardChannelGoesToTheNodeOfItsSlot() {
        Command<Long> command = pubsub.spublish("news", "hello");
        assertThat(Wire.of(command)).isEqualTo("SPUBLISH news hello");
        assertThat(Wire.keysOf(command)).isEqualTo("news");
    }

    @Test
    void countsComeAsAMap() {
        Decoder<Map<String, Long>> decoder = pubsub.pubsubNumsub(AB).decoder();
        assertThat(decoder.decode(Reply.array(Reply.blob("a"), Reply.integer(2), Reply.blob("b"), Reply.integer(0))))
                .containsExactly(Map.entry("a", 2L), Map.entry("b", 0L));
    }

    @Test
    void nothingAndNullAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> pubsub.pubsubNumsub());
        assertThatIllegalArgumentException().isThrownBy(() -> pubsub.pubsubShardnumsub(List.of()));
        assertThatNullPointerException()
                .isThrownBy(() -> pubsub.publish(null, "m"))
                .withMessage("a channel is null");
        assertThatNullPointerException()
                .isThrownBy(() -> pubsub.spublish(null, "m"))
                .withMessage("a channel is null");
    }
}
