package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about other clients send, and the replies that they take. */
class ClientWireTest {

    private static final ClientFamily<String, String> client = Wire.commands().client();
    private static final SessionFamily<String, String> session = Wire.commands().session();

    private static final String LINE = "id=36 addr=127.0.0.1:47606 laddr=127.0.0.1:17911 fd=12 name=w age=7 idle=2"
            + " flags=N db=3 sub=0 psub=0 ssub=0 multi=-1 watch=0 qbuf=26 argv-mem=10 obl=0 events=r cmd=client|list"
            + " user=ada redir=-1 resp=2 lib-name=a=b lib-ver= io-thread=0 weather=fine";

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("CLIENT LIST", client.clientList()),
                arguments("CLIENT LIST TYPE PUBSUB", client.clientList(ClientType.PUBSUB)),
                arguments("CLIENT LIST ID 3 7", client.clientList(List.of(3L, 7L))),
                arguments("CLIENT KILL ID 7", client.clientKill(ClientFilter.id(7))),
                arguments("CLIENT KILL TYPE NORMAL", client.clientKill(ClientFilter.type(ClientType.NORMAL))),
                arguments("CLIENT KILL ADDR 127.0.0.1:5", client.clientKill(ClientFilter.address("127.0.0.1:5"))),
                arguments(
                        "CLIENT KILL USER ada SKIPME NO",
                        client.clientKill(ClientFilter.user("ada").skipMe(false))),
                arguments(
                        "CLIENT KILL MAXAGE 2", client.clientKill(ClientFilter.connectedFor(Duration.ofMillis(1001)))),
                arguments(
                        "CLIENT KILL ID 7 TYPE REPLICA ADDR a:1 LADDR b:2 USER u MAXAGE 9 SKIPME YES",
                        client.clientKill(ClientFilter.localAddress("b:2")
                                .skipMe(true)
                                .connectedFor(Duration.ofSeconds(9))
                                .user("u")
                                .address("a:1")
                                .type(ClientType.REPLICA)
                                .id(7))),
                arguments("CLIENT PAUSE 100", client.clientPause(Duration.ofMillis(100))),
                arguments("CLIENT PAUSE 100 WRITE", client.clientPause(Duration.ofMillis(100), PauseMode.WRITE)),
                arguments("CLIENT PAUSE 1 ALL", client.clientPause(Duration.ofNanos(1), PauseMode.ALL)),
                arguments("CLIENT UNPAUSE", client.clientUnpause()),
                arguments("CLIENT UNBLOCK 7", client.clientUnblock(7)),
                arguments("CLIENT UNBLOCK 7 ERROR", client.clientUnblock(7, UnblockMode.ERROR)),
                arguments("CLIENT UNBLOCK 7 TIMEOUT", client.clientUnblock(7, UnblockMode.TIMEOUT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(command.request().lane()).as("needs no session").isEqualTo(Lane.SHARED);
        assertThat(ConnectionState.isChangedBy(command.request())).isFalse();
    }

    static Stream<Arguments> tracking() {
        return Stream.of(
                arguments("CLIENT TRACKING ON", session.clientTrackingOn()),
                arguments("CLIENT TRACKING ON OPTIN", session.clientTrackingOn(TrackingOptions.optIn())),
                arguments(
                        "CLIENT TRACKING ON OPTOUT NOLOOP",
                        session.clientTrackingOn(TrackingOptions.noLoop().optOut())),
                arguments("CLIENT TRACKING ON BCAST", session.clientTrackingOn(TrackingOptions.broadcast())),
                arguments(
                        "CLIENT TRACKING ON REDIRECT 7 PREFIX a: PREFIX b: BCAST",
                        session.clientTrackingOn(
                                TrackingOptions.redirect(7).optIn().broadcast("a:", "b:"))),
                arguments("CLIENT TRACKING OFF", session.clientTrackingOff()),
                arguments("CLIENT CACHING YES", session.clientCaching(true)),
                arguments("CLIENT CACHING NO", session.clientCaching(false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tracking")
    void trackingChangesTheConnection(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(command.request().lane()).isEqualTo(Lane.PINNED);
        assertThat(ConnectionState.isChangedBy(command.request())).isTrue();
    }

    @Test
    void trackingIsAskedForOnTheConnectionItself() {
        assertThat(Wire.of(session.clientTrackinginfo())).isEqualTo("CLIENT TRACKINGINFO");
        assertThat(Wire.of(session.clientGetredir())).isEqualTo("CLIENT GETREDIR");
        assertThat(session.clientGetredir().request().lane()).isEqualTo(Lane.PINNED);
        Map<Object, Object> sent = Wire.map("flags", Set.of("on"), "redirect", 0, "prefixes", List.of("a:", "b:"));
        for (Reply reply : Wire.shapes(sent)) {
            TrackingInfo info = session.clientTrackinginfo().decoder().decode(reply);
            assertThat(info.isOn()).isTrue();
            assertThat(info.flags()).containsExactly("on");
            assertThat(info.redirect()).isZero();
            assertThat(info.prefixes()).containsExactly("a:", "b:");
            assertThat(info.fields()).containsOnlyKeys("flags", "redirect", "prefixes");
        }
    }

    @Test
    void refusesNothingToDo() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.clientList(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> client.clientPause(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> ClientFilter.connectedFor(Duration.ZERO));
    }

    @Test
    void aClientIsALine() {
        for (Reply reply : Wire.texts(LINE + "\n")) {
            ClientInfo info = session.clientInfo().decoder().decode(reply);
            assertThat(info.id()).isEqualTo(36);
            assertThat(info.address()).isEqualTo("127.0.0.1:47606");
            assertThat(info.localAddress()).isEqualTo("127.0.0.1:17911");
            assertThat(info.name()).isEqualTo("w");
            assertThat(info.age()).isEqualTo(Duration.ofSeconds(7));
            assertThat(info.idle()).isEqualTo(Duration.ofSeconds(2));
            assertThat(info.flags()).isEqualTo("N");
            assertThat(info.database()).isEqualTo(3);
            assertThat(info.command()).isEqualTo("client|list");
            assertThat(info.user()).isEqualTo("ada");
            assertThat(info.protocol()).isEqualTo(2);
            assertThat(info.library()).isEqualTo("a=b");
            assertThat(info.fields()).containsEntry("weather", "fine").containsEntry("multi", "-1");
        }
        assertThatThrownBy(() -> session.clientInfo().decoder().decode(Reply.blob("")))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void clientsAreLines() {
        for (Reply reply : Wire.texts(LINE + "\nid=37 addr=a:1\n")) {
            List<ClientInfo> clients = client.clientList().decoder().decode(reply);
            assertThat(clients).extracting(ClientInfo::id).containsExactly(36L, 37L);
            assertThat(clients.get(1).user())
                    .as("an older server does not tell")
                    .isEmpty();
        }
        assertThat(client.clientList().decoder().decode(Reply.blob(""))).isEmpty();
    }
}
