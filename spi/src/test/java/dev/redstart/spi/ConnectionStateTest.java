package dev.redstart.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStateTest {

    private final ConnectionState state = new ConnectionState();

    private void ok(String... words) {
        state.after(request(words), Reply.OK);
    }

    private static Request request(String... words) {
        Request request = Request.of(words[0]);
        for (int i = 1; i < words.length; i++) request = request.arg(words[i]);
        return request;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "AUTH x",
                "HELLO 3",
                "RESET",
                "WATCH k",
                "MULTI",
                "CLIENT REPLY OFF",
                "client tracking on",
                "SUBSCRIBE c",
                "MONITOR",
                "READONLY",
                "ASKING"
            })
    void theseChangeTheirConnection(String line) {
        assertThat(ConnectionState.isChangedBy(request(line.split(" ")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET k", "CLIENT LIST", "CLIENT KILL ID 3", "CLIENT", "PUBLISH c m", "SCRIPT LOAD x"})
    void theseDoNot(String line) {
        assertThat(ConnectionState.isChangedBy(request(line.split(" ")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE c", "PSUBSCRIBE p", "SSUBSCRIBE s", "MONITOR", "CLIENT REPLY SKIP"})
    void theseAreRefusedEvenOnASession(String line) {
        assertThat(ConnectionState.isStreaming(request(line.split(" ")))).isTrue();
    }

    @Test
    void aTransactionLeavesItClean() {
        ok("WATCH", "k");
        assertThat(state.isWatching()).isTrue();
        ok("MULTI");
        assertThat(state.isQueueing()).isTrue();
        assertThat(state.isClean()).isFalse();
        state.after(request("EXEC"), Reply.NULL);
        assertThat(state.isClean()).isTrue();
    }

    @Test
    void anAbortedExecEndsTheTransactionToo() {
        ok("WATCH", "k");
        ok("MULTI");
        state.after(request("EXEC"), new Reply.Error("EXECABORT Transaction discarded because of previous errors."));
        assertThat(state.isClean()).isTrue();
    }

    @Test
    void execWithoutMultiLeavesTheKeysWatched() {
        ok("WATCH", "k");
        state.after(request("EXEC"), new Reply.Error("ERR EXEC without MULTI"));
        assertThat(state.isWatching()).isTrue();
    }

    @Test
    void anotherDatabaseIsNothingToGiveBack() {
        ok("SELECT", "1");
        assertThat(state.isClean()).isFalse();
    }

    @Test
    void aRefusedCommandChangesNothing() {
        state.after(request("SELECT", "99"), new Reply.Error("ERR DB index is out of range"));
        state.after(request("WATCH", "k"), new Reply.Error("ERR WATCH inside MULTI is not allowed"));
        assertThat(state.isClean()).isTrue();
    }

    @Test
    void askingHoldsForOneCommand() {
        ok("ASKING");
        assertThat(state.isClean()).isFalse();
        ok("GET", "k");
        assertThat(state.isClean()).isTrue();
    }
}
