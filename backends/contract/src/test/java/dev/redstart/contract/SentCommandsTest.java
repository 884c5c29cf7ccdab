package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriptions;
import org.junit.jupiter.api.Test;

class SentCommandsTest {

    private final SentCommands sent = new SentCommands();

    @Test
    void commandsAndTheirWordsAreNoted() {
        sent.note(Request.of("SET").key("k").arg("v").arg("NX").arg("PX").arg(1000));
        assertThat(sent.has("set")).isTrue();
        assertThat(sent.has("SET", "NX")).isTrue();
        assertThat(sent.has("SET", "PX")).isTrue();
        assertThat(sent.has("SET", "XX")).isFalse();
        assertThat(sent.has("GET")).isFalse();
        assertThat(sent.has("GET", "NX")).isFalse();
    }

    @Test
    void aValueInLowerCaseIsNoWord() {
        sent.note(Request.of("SET").key("nx").arg("get").arg("x".repeat(30).toUpperCase(java.util.Locale.ROOT)));
        assertThat(sent.has("SET", "NX")).isFalse();
        assertThat(sent.has("SET", "GET")).isFalse();
    }

    @Test
    void subcommandsAreCommands() {
        sent.note(Request.of("CLIENT").arg("NO-EVICT").arg("ON"));
        assertThat(sent.has("client|no-evict")).isTrue();
        assertThat(sent.has("CLIENT|NO-EVICT", "ON")).isTrue();
        assertThat(sent.has("CLIENT|NO-EVICT", "OFF")).isFalse();
    }

    @Test
    void signsOfTheGrammarAreWords() {
        sent.note(Request.of("XADD")
                .key("s")
                .arg("MAXLEN")
                .arg("~")
                .arg(10)
                .arg("*")
                .arg("+")
                .arg("=="));
        assertThat(sent.has("XADD", "~")).isTrue();
        assertThat(sent.has("XADD", "*")).isTrue();
        assertThat(sent.has("XADD", "=")).isFalse();
        assertThat(sent.has("XADD", "+")).isFalse();
    }

    @Test
    void subscribingCounts() {
        sent.note(Subscriptions.Kind.PATTERN);
        assertThat(sent.has("PSUBSCRIBE")).isTrue();
        assertThat(sent.has("SUBSCRIBE")).isFalse();
    }
}
