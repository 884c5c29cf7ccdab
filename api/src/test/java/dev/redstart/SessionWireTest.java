package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session's own commands send, and that none of them can go over a shared connection. */
class SessionWireTest {

    private static final SessionFamily<String, String> session = Wire.commands().session();

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("SELECT 3", session.select(3)),
                arguments("AUTH secret", session.auth("secret")),
                arguments("AUTH ada secret", session.auth("ada", "secret")),
                arguments("HELLO", session.hello()),
                arguments("HELLO 3", session.hello(HelloOptions.protocol(3))),
                arguments(
                        "HELLO 2 AUTH ada secret",
                        session.hello(HelloOptions.protocol(2).auth("ada", "secret"))),
                arguments(
                        "HELLO 3 AUTH ada secret SETNAME worker",
                        session.hello(HelloOptions.protocol(3).name("worker").auth("ada", "secret"))),
                arguments("RESET", session.reset()),
                arguments("WATCH a b", session.watch("a", "b")),
                arguments("WATCH a b", session.watch(List.of("a", "b"))),
                arguments("UNWATCH", session.unwatch()),
                arguments("MULTI", session.multi()),
                arguments("EXEC", session.exec()),
                arguments("DISCARD", session.discard()),
                arguments("CLIENT SETNAME worker", session.clientSetname("worker")),
                arguments("CLIENT SETNAME ''", session.clientSetname("")),
                arguments("CLIENT NO-EVICT ON", session.clientNoEvict(true)),
                arguments("CLIENT NO-EVICT OFF", session.clientNoEvict(false)),
                arguments("CLIENT NO-TOUCH ON", session.clientNoTouch(true)),
                arguments("CLIENT NO-TOUCH OFF", session.clientNoTouch(false)),
                arguments("CLIENT SETINFO LIB-NAME lib", session.clientSetinfoLibName("lib")),
                arguments("CLIENT SETINFO LIB-VER 1.0", session.clientSetinfoLibVer("1.0")),
                arguments("READONLY", session.readonly()),
                arguments("READWRITE", session.readwrite()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changesTheConnection(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(command.request().lane()).isEqualTo(Lane.PINNED);
        assertThat(ConnectionState.isChangedBy(command.request())).isTrue();
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                arguments("CLIENT ID", session.clientId()),
                arguments("CLIENT GETNAME", session.clientGetname()),
                arguments("CLIENT INFO", session.clientInfo()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void asksAboutTheConnection(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(command.request().lane()).isEqualTo(Lane.PINNED);
    }

    @Test
    void helloIsAMapThatMayHaveMoreThanWeKnow() {
        HelloInfo info = session.hello()
                .decoder()
                .decode(Reply.array(
                        Reply.blob("server"), Reply.blob("redis"),
                        Reply.blob("version"), Reply.blob("8.0.6"),
                        Reply.blob("proto"), Reply.integer(2),
                        Reply.blob("id"), Reply.integer(7),
                        Reply.blob("mode"), Reply.blob("standalone"),
                        Reply.blob("role"), Reply.blob("master"),
                        Reply.blob("modules"), Reply.array(),
                        Reply.blob("weather"), Reply.blob("fine")));
        assertThat(info.server()).isEqualTo("redis");
        assertThat(info.version()).isEqualTo("8.0.6");
        assertThat(info.protocol()).isEqualTo(2);
        assertThat(info.clientId()).isEqualTo(7);
        assertThat(info.mode()).isEqualTo("standalone");
        assertThat(info.role()).isEqualTo("master");
        assertThat(info.fields()).containsEntry("weather", Reply.blob("fine"));
        assertThatThrownBy(() -> HelloInfo.decode(Reply.array())).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void resetAnswersItsOwnName() {
        assertThat(session.reset().decoder().decode(new Reply.Text("RESET"))).isNull();
        assertThatThrownBy(() -> session.reset().decoder().decode(Reply.OK)).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void execGivesTheRepliesAsTheyAre() {
        Reply replies = Reply.array(Reply.OK, new Reply.Error("WRONGTYPE no"));
        assertThat(session.exec().decoder().decode(replies)).isSameAs(replies);
        assertThat(session.exec().decoder().decode(Reply.NULL)).isSameAs(Reply.NULL);
    }

    @Test
    void watchNeedsAKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.watch());
        assertThatIllegalArgumentException().isThrownBy(() -> session.watch(List.of()));
    }
}
