package dev.redstart.spi.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Endpoint.Node;
import dev.redstart.spi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectionTest {

    private static final Node FROM = new Node("h", 7000);

    @Test
    void saysWhereTo() {
        assertThat(Redirection.in(new Reply.Error("MOVED 866 127.0.0.1:7001"), FROM))
                .isEqualTo(new Redirection(Redirection.Kind.MOVED, 866, new Node("127.0.0.1", 7001)));
        assertThat(Redirection.in(new Reply.Error("ASK 16383 ::1:7001"), FROM))
                .isEqualTo(new Redirection(Redirection.Kind.ASK, 16383, new Node("::1", 7001)));
    }

    @Test
    void withoutAHostIsToTheSameHost() {
        assertThat(Redirection.in(new Reply.Error("MOVED 1 :7001"), FROM))
                .isEqualTo(new Redirection(Redirection.Kind.MOVED, 1, new Node("h", 7001)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ERR no", "MOVED", "MOVED x h:1", "MOVED 1 h", "MOVED 16384 h:1", "ASK 1 h:0", "TRYAGAIN a b"})
    void everythingElseIsNone(String message) {
        assertThat(Redirection.in(new Reply.Error(message), FROM)).isNull();
    }

    @Test
    void aValueThatLooksLikeOneIsNone() {
        assertThat(Redirection.in(Reply.blob("MOVED 866 127.0.0.1:7001"), FROM)).isNull();
    }
}
