package dev.redstart.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static String text(Request request) {
        StringBuilder s = new StringBuilder(request.name());
        for (byte[] a : request.arguments()) s.append(' ').append(new String(a, StandardCharsets.UTF_8));
        return s.toString();
    }

    @Test
    void byHandEachStepGivesANewRequest() {
        Request prefix = Request.of("newcmd").key("k");
        Request one = prefix.arg("x").arg(7);
        Request two = prefix.key("other");
        assertThat(text(prefix)).isEqualTo("NEWCMD k");
        assertThat(text(one)).isEqualTo("NEWCMD k x 7");
        assertThat(two.keyPositions()).containsExactly(0, 1);
        assertThat(one.keyPositions()).containsExactly(0);
    }

    @Test
    void theBuilderKeepsTrackOfKeysWhereverTheyStand() {
        Request.Builder builder =
                Request.write("ZUNIONSTORE", 2).key(bytes("to")).arg(bytes("6"));
        for (int i = 0; i < 6; i++) builder.key(bytes("k" + i));
        Request request = builder.arg(bytes("WITHSCORES")).build();
        assertThat(text(request)).isEqualTo("ZUNIONSTORE to 6 k0 k1 k2 k3 k4 k5 WITHSCORES");
        assertThat(request.keyPositions()).containsExactly(0, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void theFirstKeyIsTheRouteUnlessSaidOtherwise() {
        assertThat(Request.of("GET").key("k").route()).isEqualTo(Route.key(bytes("k")));
        assertThat(Request.of("PING").route()).isEqualTo(Route.ANY);
        assertThat(Request.of("GET").key("k").to(Route.ALL_PRIMARIES).route()).isEqualTo(Route.ALL_PRIMARIES);
    }

    @Test
    void whatARequestIsDecidesWhetherItMayBeRepeated() {
        assertThat(Request.of("X").isRepeatable()).isFalse();
        assertThat(Request.of("X").readOnly().isRepeatable()).isTrue();
        assertThat(Request.of("X").idempotent().isRepeatable()).isTrue();
        assertThat(Request.write("SET", 0).idempotent().build().isRepeatable()).isTrue();
        assertThat(Request.read("GET", 0).build().isRepeatable()).isTrue();
    }

    @Test
    void blockingSetsTheLaneAndRoundsItsTimeUp() {
        Request request =
                Request.write("BLPOP", 0).blocking(Duration.ofNanos(1_500_000)).build();
        assertThat(request.lane()).isEqualTo(Lane.BLOCKING);
        assertThat(request.timeoutMillis()).isEqualTo(2);
        assertThat(Request.of("PING").timeoutMillis()).isEqualTo(Request.DEFAULT_TIMEOUT);
        assertThatThrownBy(() -> Request.of("X").within(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be negative");
    }

    @Test
    void argumentsAreNeverShown() {
        assertThat(Request.of("AUTH").arg("secret").toString()).isEqualTo("AUTH(1 arguments, 0 keys)");
    }

    @Test
    void keysCanBeMarkedAfterwardsWithinTheArguments() {
        Request request = Request.of("X").arg("a").arg("b");
        assertThat(Arrays.stream(request.keysAt(1).keyPositions()).boxed()).containsExactly(1);
        assertThatThrownBy(() -> request.keysAt(2)).hasMessageContaining("X has no argument 2, only 2");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
