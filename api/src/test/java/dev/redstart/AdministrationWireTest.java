package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands about configuration, modules, persistence and replication send, and the replies that they take. */
class AdministrationWireTest {

    private static final ConfigFamily<String, String> config = Wire.commands().config();
    private static final PersistenceFamily<String, String> persistence =
            Wire.commands().persistence();
    private static final ReplicationFamily<String, String> replication =
            Wire.commands().replication();

    static Stream<Arguments> commands() {
        Map<String, String> two = new LinkedHashMap<>();
        two.put("maxmemory", "1mb");
        two.put("save", "");
        return Stream.of(
                arguments("CONFIG GET maxmemory* save", config.configGet("maxmemory*", "save")),
                arguments("CONFIG SET maxmemory 1mb", config.configSet("maxmemory", "1mb")),
                arguments("CONFIG SET maxmemory 1mb save ''", config.configSet(two)),
                arguments("CONFIG REWRITE", config.configRewrite()),
                arguments("CONFIG RESETSTAT", config.configResetstat()),
                arguments("MODULE LIST", config.moduleList()),
                arguments("MODULE LOAD /m.so", config.moduleLoad("/m.so")),
                arguments("MODULE LOAD /m.so a b", config.moduleLoad("/m.so", "a", "b")),
                arguments("MODULE LOADEX /m.so", config.moduleLoadex("/m.so", Map.of(), List.of())),
                arguments(
                        "MODULE LOADEX /m.so CONFIG m.x 1 ARGS a b",
                        config.moduleLoadex("/m.so", Map.of("m.x", "1"), List.of("a", "b"))),
                arguments("MODULE UNLOAD m", config.moduleUnload("m")),
                arguments("SAVE", persistence.save()),
                arguments("BGSAVE", persistence.bgsave()),
                arguments("BGSAVE SCHEDULE", persistence.bgsaveSchedule()),
                arguments("BGREWRITEAOF", persistence.bgrewriteaof()),
                arguments("LASTSAVE", persistence.lastsave()),
                arguments("SHUTDOWN", persistence.shutdown()),
                arguments("SHUTDOWN NOSAVE", persistence.shutdown(ShutdownOptions.noSave())),
                arguments(
                        "SHUTDOWN SAVE NOW FORCE",
                        persistence.shutdown(ShutdownOptions.force().now().save())),
                arguments("SHUTDOWN ABORT", persistence.shutdownAbort()),
                arguments("ROLE", replication.role()),
                arguments("REPLICAOF h 6379", replication.replicaof("h", 6379)),
                arguments("REPLICAOF NO ONE", replication.replicaofNoOne()),
                arguments("FAILOVER", replication.failover()),
                arguments("FAILOVER TO h 6379", replication.failover(FailoverOptions.to("h", 6379))),
                arguments("FAILOVER TIMEOUT 100", replication.failover(FailoverOptions.within(Duration.ofMillis(100)))),
                arguments(
                        "FAILOVER TO h 6379 FORCE TIMEOUT 100",
                        replication.failover(FailoverOptions.within(Duration.ofMillis(100))
                                .force()
                                .to("h", 6379))),
                arguments("FAILOVER ABORT", replication.failoverAbort()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
    }

    @Test
    void whatTakesLongWaitsAsLongAsItTakes() {
        for (Command<?> command :
                List.of(persistence.save(), persistence.shutdown(), persistence.shutdown(ShutdownOptions.now()))) {
            assertThat(command.request().lane()).isEqualTo(Lane.BLOCKING);
            assertThat(command.request().timeoutMillis()).isZero();
            assertThat(command.request().isRepeatable()).isFalse();
        }
    }

    @Test
    void refusesNothingToDo() {
        assertThatIllegalArgumentException().isThrownBy(config::configGet);
        assertThatIllegalArgumentException().isThrownBy(() -> config.configSet(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> replication.failover(FailoverOptions.to("h", 1).force()));
        assertThatIllegalArgumentException().isThrownBy(() -> FailoverOptions.within(Duration.ZERO));
    }

    @Test
    void settingsAreAMapInBothShapes() {
        Map<String, String> settings = Map.of("maxmemory", "0", "save", "");
        for (Reply reply : Wire.shapes(settings))
            assertThat(config.configGet("*").decoder().decode(reply)).isEqualTo(settings);
    }

    @Test
    void modulesMayHaveMoreThanWeKnow() {
        for (Reply reply : Wire.shapes(List.of(
                Wire.map("name", "vectorset", "ver", 1, "path", "", "args", List.of("a"), "weather", "fine")))) {
            ModuleInfo module = config.moduleList().decoder().decode(reply).get(0);
            assertThat(module.name()).isEqualTo("vectorset");
            assertThat(module.version()).isEqualTo(1);
            assertThat(module.path()).isEmpty();
            assertThat(module.arguments()).containsExactly("a");
            assertThat(module.fields()).containsEntry("weather", Reply.blob("fine"));
        }
    }

    @Test
    void lastsaveIsInSeconds() {
        assertThat(persistence.lastsave().decoder().decode(Reply.integer(1795529448)))
                .isEqualTo(Instant.ofEpochSecond(1795529448));
    }

    @Test
    void aRoleIsOneOfThree() {
        Decoder<Role> decoder = replication.role().decoder();
        Reply primary = Reply.array(
                Reply.blob("master"),
                Reply.integer(3129659),
                Reply.array(Reply.array(Reply.blob("127.0.0.1"), Reply.blob("9001"), Reply.blob("3129242"))));
        assertThat(decoder.decode(primary))
                .isEqualTo(new Role.Primary(3129659, List.of(new Role.ConnectedReplica("127.0.0.1", 9001, 3129242))));
        Reply replica = Reply.array(
                Reply.blob("slave"),
                Reply.blob("127.0.0.1"),
                Reply.integer(9000),
                Reply.blob("connected"),
                Reply.integer(3167038));
        assertThat(decoder.decode(replica)).isEqualTo(new Role.Replica("127.0.0.1", 9000, "connected", 3167038));
        Reply sentinel = Reply.array(Reply.blob("sentinel"), Reply.array(Reply.blob("mymaster")));
        assertThat(decoder.decode(sentinel)).isEqualTo(new Role.Sentinel(List.of("mymaster")));
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.blob("king"))))
                .isInstanceOf(UnexpectedReply.class);
        assertThatThrownBy(() -> decoder.decode(Reply.array())).isInstanceOf(UnexpectedReply.class);
    }
}
