package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.AclLogEntry;
import dev.redstart.AclUser;
import dev.redstart.RedisSession;
import dev.redstart.spi.RedisReplyException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Users, and what each may do. Every case deletes the users that it makes. */
@Needs(commands = {"ACL SETUSER", "ACL GETUSER", "ACL DELUSER"})
public abstract class AclContract extends ContractSuite {

    private static final String SECRET_SHA256 = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    protected AclContract(TestBackend backend) {
        super(backend);
    }

    private void withUser(Runnable body, String... rules) {
        redis.aclSetuser("ada", rules);
        try {
            body.run();
        } finally {
            redis.aclDeluser("ada");
        }
    }

    @Test
    void aUserHasTheRulesThatItWasGiven() {
        withUser(
                () -> {
                    AclUser ada = redis.aclGetuser("ada");
                    assertThat(ada.isOn()).isTrue();
                    assertThat(ada.isWithoutPassword()).isFalse();
                    assertThat(ada.passwords()).containsExactly(SECRET_SHA256);
                    assertThat(ada.commands()).isEqualTo("-@all +get");
                    assertThat(ada.keys()).isEqualTo("~a:* %R~b:*");
                    assertThat(ada.channels()).isEqualTo("&news");
                    assertThat(ada.selectors()).containsExactly(new AclUser.Selector("-@all +set", "~c:*", ""));
                    redis.aclSetuser("ada", List.of("off", "resetpass", "nopass"));
                    AclUser changed = redis.aclGetuser("ada");
                    assertThat(changed.isOn()).isFalse();
                    assertThat(changed.isWithoutPassword()).isTrue();
                    assertThat(changed.passwords()).isEmpty();
                    assertThat(changed.keys()).as("the rest stays").isEqualTo("~a:* %R~b:*");
                },
                "on",
                ">secret",
                "~a:*",
                "%R~b:*",
                "resetchannels",
                "&news",
                "+get",
                "(+set ~c:*)");
    }

    @Test
    void aNewUserMayDoNothing() {
        withUser(() -> {
            AclUser ada = redis.aclGetuser("ada");
            assertThat(ada.isOn()).isFalse();
            assertThat(ada.commands()).isEqualTo("-@all");
            assertThat(ada.keys()).isEmpty();
            assertThat(ada.selectors()).isEmpty();
        });
    }

    @Test
    @Needs(commands = {"ACL USERS", "ACL LIST"})
    void usersComeAndGo() {
        assertThat(redis.aclGetuser("ada")).isNull();
        withUser(
                () -> {
                    assertThat(redis.aclUsers()).contains("ada", "default");
                    assertThat(redis.aclList())
                            .filteredOn(line -> line.startsWith("user ada on "))
                            .singleElement()
                            .asString()
                            .endsWith("#" + SECRET_SHA256 + " ~k resetchannels -@all +get");
                },
                "on",
                ">secret",
                "~k",
                "resetchannels",
                "+get");
        assertThat(redis.aclUsers()).doesNotContain("ada");
        assertThat(redis.aclDeluser("ada", "nobody")).isZero();
        Refused.with("ERR The 'default' user cannot be removed", () -> redis.aclDeluser("default"));
        Refused.with(
                "ERR Usernames can't contain spaces or null characters", () -> redis.aclSetuser("two words", "on"));
    }

    @Test
    void aRuleThatIsWrongChangesNothing() {
        withUser(
                () -> {
                    Refused.with(
                            "ERR Error in ACL SETUSER modifier '+nosuch': Unknown command or category name in ACL",
                            () -> redis.aclSetuser("ada", "+set", "+nosuch"));
                    assertThat(redis.aclGetuser("ada").commands()).isEqualTo("-@all +get");
                },
                "+get");
    }

    @Test
    void aPasswordStandsInNoError() {
        withUser(() -> {
            for (String rule : List.of("<topsecret", "#topsecret", "!topsecret", "(+get >topsecret)")) {
                RedisReplyException e =
                        catchThrowableOfType(RedisReplyException.class, () -> redis.aclSetuser("ada", rule));
                assertThat(e.toString())
                        .contains("ERR Error in ACL SETUSER modifier '", "(hidden)'")
                        .doesNotContain("topsecret");
            }
        });
    }

    @Test
    @Needs(commands = {"ACL WHOAMI", "AUTH"})
    void aConnectionIsAUser() {
        assertThat(redis.aclWhoami()).isEqualTo("default");
        redis.set("a:1", "v");
        withUser(
                () -> {
                    try (RedisSession<String, String> session = redis.session()) {
                        session.auth("ada", "secret");
                        assertThat(session.get("a:1")).isEqualTo("v");
                        Refused.withCode("NOPERM", () -> session.get("b:1"));
                        Refused.withCode("NOPERM", () -> session.set("a:1", "x"));
                        redis.aclSetuser("ada", "+acl|whoami");
                        assertThat(session.aclWhoami()).isEqualTo("ada");
                    }
                },
                "on",
                ">secret",
                "~a:*",
                "+get");
    }

    @Test
    @Needs(commands = {"ACL LOG", "AUTH"})
    void whatWasRefusedIsLogged() {
        redis.aclLogReset();
        withUser(
                () -> {
                    try (RedisSession<String, String> session = redis.session()) {
                        Refused.withCode("WRONGPASS", () -> session.auth("ada", "wrong"));
                        session.auth("ada", "secret");
                        Refused.withCode("NOPERM", () -> session.get("b:1"));
                        Refused.withCode("NOPERM", () -> session.set("a:1", "v"));
                    }
                    List<AclLogEntry> log = redis.aclLog();
                    assertThat(log).extracting(AclLogEntry::reason).containsExactly("command", "key", "auth");
                    assertThat(log).extracting(AclLogEntry::object).containsExactly("set", "b:1", "AUTH");
                    assertThat(log).extracting(AclLogEntry::user).containsOnly("ada");
                    assertThat(log).extracting(AclLogEntry::context).containsOnly("toplevel");
                    assertThat(log).extracting(AclLogEntry::count).containsOnly(1L);
                    assertThat(log.get(0).client().user()).isEqualTo("ada");
                    assertThat(redis.aclLog(1)).hasSize(1);
                },
                "on",
                ">secret",
                "~a:*",
                "+get");
        redis.aclLogReset();
        assertThat(redis.aclLog()).isEmpty();
    }

    @Test
    @Needs(
            version = "7.2",
            commands = {"ACL LOG", "AUTH"})
    void theLogKnowsWhen() {
        redis.aclLogReset();
        withUser(
                () -> {
                    try (RedisSession<String, String> session = redis.session()) {
                        Refused.withCode("WRONGPASS", () -> session.auth("ada", "wrong"));
                        session.auth("ada", "secret");
                        Refused.withCode("NOPERM", () -> session.get("k"));
                    }
                    List<AclLogEntry> log = redis.aclLog();
                    assertThat(log.get(0).id()).isGreaterThan(log.get(1).id());
                    assertThat(log.get(0).created())
                            .isBetween(
                                    redis.time().minusSeconds(60), redis.time().plusSeconds(1));
                    assertThat(log.get(0).lastUpdated()).isEqualTo(log.get(0).created());
                },
                "on",
                ">secret");
        redis.aclLogReset();
    }

    @Test
    @Needs(commands = "ACL DRYRUN", version = "7.2")
    void whetherAUserMayIsAskedWithoutDoingIt() {
        withUser(
                () -> {
                    assertThat(redis.aclDryrun("ada", "set", "a:1", "v")).isNull();
                    assertThat(redis.exists("a:1")).isZero();
                    assertThat(redis.aclDryrun("ada", "set", "b:1", "v"))
                            .isEqualTo("User ada has no permissions to access the 'b:1' key");
                    assertThat(redis.aclDryrun("ada", "get", "a:1"))
                            .isEqualTo("User ada has no permissions to run the 'get' command");
                },
                "~a:*",
                "+set");
        Refused.with("ERR User 'nobody' not found", () -> redis.aclDryrun("nobody", "get", "k"));
    }

    @Test
    @Needs(commands = "ACL CAT")
    void commandsAreInCategories() {
        assertThat(redis.aclCat()).contains("read", "write", "string", "admin", "dangerous");
        Set<String> strings = redis.aclCat("string");
        assertThat(strings).contains("get", "set", "append").doesNotContain("lpush");
        Refused.with("ERR Unknown category 'nosuch'", () -> redis.aclCat("nosuch"));
    }

    @Test
    @Needs(commands = "ACL GENPASS")
    void passwordsAreMade() {
        assertThat(redis.aclGenpass()).matches("[0-9a-f]{64}").isNotEqualTo(redis.aclGenpass());
        assertThat(redis.aclGenpass(5)).matches("[0-9a-f]{2}");
        String range = "ERR ACL GENPASS argument must be the number of bits for the output password, a positive number"
                + " up to 4096";
        Refused.with(range, () -> redis.aclGenpass(0));
        Refused.with(range, () -> redis.aclGenpass(4097));
    }

    @Test
    @Needs(commands = {"ACL LOAD", "ACL SAVE"})
    void withoutAFileUsersAreNeitherLoadedNorSaved() {
        String noFile =
                "ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the"
                        + " ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a Redis configuration"
                        + " file set) in order to store users in the Redis configuration.";
        Refused.with(noFile, () -> redis.aclLoad());
        Refused.with(noFile, () -> redis.aclSave());
    }
}
