package dev.redstart.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    private static final Resources RESOURCES = new Resources(Clock.systemUTC(), Runnable::run, null, null);

    private static Endpoint parse(String url) {
        return Endpoint.parse(url, RESOURCES);
    }

    @Test
    void aTargetThatIsNoAddressIsLeftToTheDriver() {
        Endpoint e = parse("redstart:engine:file:./data/orders?appendonly=yes");
        assertThat(e.driver()).isEqualTo("engine");
        assertThat(e.target()).isEqualTo("file:./data/orders");
        assertThat(e.server()).isNull();
        assertThat(e.options()).isEqualTo(Map.of("appendonly", "yes"));
    }

    @Test
    void theShortestUrlHasAnEmptyTarget() {
        assertThat(parse("redstart:engine:").target()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://localhost                      | STANDALONE | false | localhost:6379 | 0",
                "redis://localhost:7000/3               | STANDALONE | false | localhost:7000 | 3",
                "rediss://[::1]:7000                    | STANDALONE | true  | [::1]:7000     | 0",
                "redis-cluster://h1:7000,h2:7001        | CLUSTER    | false | h1:7000,h2:7001 | 0",
                "rediss-cluster://h1                    | CLUSTER    | true  | h1:6379        | 0",
                "redis-sentinel://s1,s2:2/mymaster/5    | SENTINEL   | false | s1:26379,s2:2  | 5",
            })
    void addressesOfServersAreParsedForAllDrivers(
            String target, Endpoint.Topology topology, boolean tls, String nodes, int database) {
        Endpoint.Server server = parse("redstart:jedis:" + target).server();
        assertThat(server).isNotNull();
        assertThat(server.topology()).isEqualTo(topology);
        assertThat(server.tls()).isEqualTo(tls);
        assertThat(server.address()).isEqualTo(nodes);
        assertThat(server.database()).isEqualTo(database);
    }

    @Test
    void aPasswordAmongTheOptionsIsNotShown() {
        Endpoint endpoint = parse("redstart:jedis:redis-sentinel://s1/m?sentinelPassword=s3cret&timeout=1s");
        assertThat(endpoint.toString())
                .contains("sentinelPassword=***&timeout=1s")
                .doesNotContain("s3cret");
        assertThat(endpoint.text("sentinelPassword", null)).isEqualTo("s3cret");
    }

    @Test
    void sentinelsKnowTheNameOfThePrimary() {
        assertThat(parse("redstart:jedis:redis-sentinel://s1/my%20master")
                        .server()
                        .primaryName())
                .isEqualTo("my master");
    }

    @Test
    void credentialsAreUnescapedAndNeverShown() {
        Endpoint e = parse("redstart:jedis:redis://al%40ice:p%40ss+w%2Ford@cache:6380/2?timeout=1s");
        assertThat(e.server().credentials()).isEqualTo(new Resources.Credentials("al@ice", "p@ss+w/ord"));
        assertThat(e.toString())
                .isEqualTo("redstart:jedis:redis://cache:6380/2?timeout=1s")
                .doesNotContain("p@ss");
        assertThat(e.server().credentials().toString()).doesNotContain("p@ss");
        assertThat(e.target()).isEqualTo("redis://cache:6380/2");
    }

    @Test
    void aPasswordMayStandAlone() {
        assertThat(parse("redstart:jedis:redis://:secret@h").server().credentials())
                .isEqualTo(new Resources.Credentials(null, "secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:h2:mem                           | has to begin with redstart:<driver>:",
                "redstart:jedis                        | has to begin with redstart:<driver>:",
                "redstart:Jedis:redis://h              | no driver named 'Jedis' can exist",
                "redstart:jedis:http://h               | unknown scheme 'http'; allowed are redis, rediss",
                "redstart:jedis:redis://               | a host is missing",
                "redstart:jedis:redis://a,b            | takes one host, not 2",
                "redstart:jedis:redis://h:0            | the port of host 'h' is not a number from 1 to 65535",
                "redstart:jedis:redis://h:x            | the port of host 'h' is not a number from 1 to 65535",
                "redstart:jedis:redis://h/x            | a database is a number from 0, not 'x'",
                "redstart:jedis:redis://h/-1           | a database is a number from 0, not '-1'",
                "redstart:jedis:redis://user@h         | credentials are written user:password@",
                "redstart:jedis:redis-cluster://h/1    | a cluster has only database 0",
                "redstart:jedis:redis-sentinel://h     | names the primary after the hosts",
                "redstart:jedis:redis://h?timeout      | an option has to be written name=value",
                "redstart:jedis:redis://h?a=1&a=2      | option a stands twice",
                "redstart:jedis:redis://h?a=%zz        | option a holds a '%'",
            })
    void aBadUrlSaysWhatIsWrongAndWhatIsAllowed(String url, String message) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPasswordThatWasNotEscapedIsNotQuotedInTheError() {
        for (String url : List.of("redstart:jedis:redis://user:se:cret%@h", "redstart:jedis:redis://user:sec?ret@h")) {
            assertThatThrownBy(() -> parse(url))
                    .isInstanceOf(RedisConfigException.class)
                    .message()
                    .doesNotContain("cret")
                    .doesNotContain("sec")
                    .doesNotContain("ret@");
        }
    }

    @Test
    void optionsHaveTypes() {
        Endpoint e = parse("redstart:x:y?a=250ms&b=2m&n=7&yes=yes&no=false&w=red");
        assertThat(e.duration("a", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(e.duration("b", Duration.ZERO)).isEqualTo(Duration.ofMinutes(2));
        assertThat(e.duration("c", Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(e.integer("n", 1, 1, 10)).isEqualTo(7);
        assertThat(e.bool("yes", false)).isTrue();
        assertThat(e.bool("no", true)).isFalse();
        assertThat(e.oneOf("w", "blue", "blue", "red")).isEqualTo("red");
    }

    @Test
    void anOptionOfAnotherFormSaysWhatIsAllowed() {
        Endpoint e = parse("redstart:x:y?a=3&n=11&b=maybe&w=green&z=0s&big=9999999999h");
        assertThatThrownBy(() -> e.duration("a", Duration.ZERO))
                .hasMessageContaining("option a=3 of redstart:x: is not a time above zero, as 500ms, 3s, 1m or 1h");
        assertThatThrownBy(() -> e.duration("z", Duration.ZERO)).hasMessageContaining("a time above zero");
        assertThatThrownBy(() -> e.duration("big", Duration.ZERO)).hasMessageContaining("a time above zero");
        assertThatThrownBy(() -> e.integer("n", 1, 1, 10)).hasMessageContaining("a whole number from 1 to 10");
        assertThatThrownBy(() -> e.bool("b", true)).hasMessageContaining("true, yes, false or no");
        assertThatThrownBy(() -> e.oneOf("w", "blue", "blue", "red")).hasMessageContaining("one of blue, red");
    }

    @Test
    void aDriverForSingleServersRefusesTheRest() {
        assertThatThrownBy(() -> parse("redstart:jedis:redis-cluster://h").standalone())
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("has no support for cluster; allowed are redis:// and rediss://");
        assertThatThrownBy(() -> parse("redstart:jedis:redis-sentinel://h/m").standalone())
                .hasMessageContaining("has no support for sentinel");
        assertThatThrownBy(() -> parse("redstart:jedis:nothing").standalone())
                .hasMessageContaining("needs the address of a server");
    }
}
