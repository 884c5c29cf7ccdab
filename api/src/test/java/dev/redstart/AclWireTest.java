package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about users send, and the shapes of reply that they take. */
class AclWireTest {

    private static final AclFamily<String, String> acl = Wire.commands().acl();
    private static final String CLIENT = "id=34 addr=127.0.0.1:47582 laddr=127.0.0.1:17911 fd=12 name=me age=3 idle=1"
            + " flags=N db=2 sub=0 multi=-1 cmd=auth user=default redir=-1 resp=2 lib-name= lib-ver= io-thread=0";

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("ACL WHOAMI", acl.aclWhoami()),
                arguments("ACL USERS", acl.aclUsers()),
                arguments("ACL LIST", acl.aclList()),
                arguments("ACL GETUSER ada", acl.aclGetuser("ada")),
                arguments("ACL SETUSER ada", acl.aclSetuser("ada")),
                arguments("ACL SETUSER ada on >pw ~a:*", acl.aclSetuser("ada", "on", ">pw", "~a:*")),
                arguments("ACL SETUSER ada on +@read", acl.aclSetuser("ada", List.of("on", "+@read"))),
                arguments("ACL DELUSER ada bob", acl.aclDeluser("ada", "bob")),
                arguments("ACL DRYRUN ada get", acl.aclDryrun("ada", "get")),
                arguments("ACL DRYRUN ada set k v", acl.aclDryrun("ada", "set", "k", "v")),
                arguments("ACL CAT", acl.aclCat()),
                arguments("ACL CAT string", acl.aclCat("string")),
                arguments("ACL GENPASS", acl.aclGenpass()),
                arguments("ACL GENPASS 128", acl.aclGenpass(128)),
                arguments("ACL LOG", acl.aclLog()),
                arguments("ACL LOG 5", acl.aclLog(5)),
                arguments("ACL LOG RESET", acl.aclLogReset()),
                arguments("ACL LOAD", acl.aclLoad()),
                arguments("ACL SAVE", acl.aclSave()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
    }

    @Test
    void aPasswordStandsInNoText() {
        Command<?> command = acl.aclSetuser("ada", ">topsecret");
        assertThat(command.toString()).doesNotContain("topsecret");
        assertThat(command.request().toString()).doesNotContain("topsecret");
    }

    @Test
    void refusesNothingToDo() {
        assertThatIllegalArgumentException().isThrownBy(acl::aclDeluser);
    }

    @Test
    void aUserHasRulesAndSelectors() {
        Map<Object, Object> sent = Wire.map(
                "flags", Set.of("on"),
                "passwords", List.of("2bb80d53"),
                "commands", "-@all +get",
                "keys", "~a:* %R~b:*",
                "channels", "&ch",
                "selectors", List.of(Wire.map("commands", "-@all +set", "keys", "~c:*", "channels", "")),
                "weather", "fine");
        for (Reply reply : Wire.shapes(sent)) {
            AclUser user = acl.aclGetuser("ada").decoder().decode(reply);
            assertThat(user.isOn()).isTrue();
            assertThat(user.isWithoutPassword()).isFalse();
            assertThat(user.passwords()).containsExactly("2bb80d53");
            assertThat(user.commands()).isEqualTo("-@all +get");
            assertThat(user.keys()).isEqualTo("~a:* %R~b:*");
            assertThat(user.channels()).isEqualTo("&ch");
            assertThat(user.selectors()).containsExactly(new AclUser.Selector("-@all +set", "~c:*", ""));
            assertThat(user.fields()).containsEntry("weather", Reply.blob("fine"));
            assertThat(user.toString()).contains("-@all +get").doesNotContain("2bb80d53");
        }
        assertThat(acl.aclGetuser("ada").decoder().decode(Reply.NULL)).isNull();
    }

    @Test
    void aDryRunIsNullOrAReason() {
        Decoder<?> decoder = acl.aclDryrun("ada", "get", "k").decoder();
        assertThat(decoder.decode(Reply.OK)).isNull();
        assertThat(decoder.decode(Reply.blob("User ada has no permissions to access the 'k' key")))
                .isEqualTo("User ada has no permissions to access the 'k' key");
    }

    @Test
    void anEntryOfTheLogHasItsClient() {
        Map<Object, Object> sent = Wire.map(
                "count",
                2,
                "reason",
                "auth",
                "context",
                "toplevel",
                "object",
                "auth",
                "username",
                "ada",
                "age-seconds",
                0.5,
                "client-info",
                CLIENT,
                "entry-id",
                7,
                "timestamp-created",
                1795529447931L,
                "timestamp-last-updated",
                1795529447940L);
        for (Reply reply : Wire.shapes(List.of(sent))) {
            AclLogEntry entry = acl.aclLog().decoder().decode(reply).get(0);
            assertThat(entry.id()).isEqualTo(7);
            assertThat(entry.count()).isEqualTo(2);
            assertThat(entry.reason()).isEqualTo("auth");
            assertThat(entry.context()).isEqualTo("toplevel");
            assertThat(entry.object()).isEqualTo("auth");
            assertThat(entry.user()).isEqualTo("ada");
            assertThat(entry.created()).isEqualTo(Instant.ofEpochMilli(1795529447931L));
            assertThat(entry.lastUpdated()).isEqualTo(Instant.ofEpochMilli(1795529447940L));
            assertThat(entry.client().id()).isEqualTo(34);
            assertThat(entry.client().name()).isEqualTo("me");
            assertThat(entry.fields()).containsKey("age-seconds");
        }
    }
}
