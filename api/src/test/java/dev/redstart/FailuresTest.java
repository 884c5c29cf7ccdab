package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Redis redis = Redstart.over(transport);

    @Test
    void anErrorReplySaysWhichCommandOnWhichBackend() {
        transport.script = request -> new Reply.Error("WRONGTYPE Operation against a key");
        RedisReplyException e = catchThrowableOfType(RedisReplyException.class, () -> redis.incr("secret"));
        assertThat(e).hasMessage("WRONGTYPE Operation against a key [INCR on scripted at memory, replied]");
        assertThat(e.code()).isEqualTo("WRONGTYPE");
        assertThat(e.reply()).isEqualTo("WRONGTYPE Operation against a key");
        assertThat(e.command()).isEqualTo("INCR");
        assertThat(e.backend()).isEqualTo("scripted");
        assertThat(e.node()).isEqualTo("memory");
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command 'NOPE', with args beginning with: ",
                "ERR unknown subcommand 'NOPE'. Try OBJECT HELP."
            })
    void aCommandTheServerDoesNotKnowIsUnsupported(String message) {
        transport.script = request -> new Reply.Error(message);
        UnsupportedCommandException e =
                catchThrowableOfType(UnsupportedCommandException.class, () -> redis.call("NOPE"));
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
        assertThat(e).hasMessageStartingWith(message).hasMessageContaining("NOPE on scripted");
    }

    @Test
    void errorsInsideARawReplyAreValues() {
        Reply mixed = Reply.array(Reply.OK, new Reply.Error("ERR inner"));
        transport.script = request -> mixed;
        assertThat(redis.call("NEWCMD")).isEqualTo(mixed);
    }

    @Test
    void whatATransportThrowsKeepsItsNameOrGetsOne() {
        Request get = Request.of("GET");
        RedisException lost = transport.lost(get, Phase.NOT_SENT);
        assertThat(Failures.brokenTransport(lost, get, transport)).isSameAs(lost);
        IllegalStateException bug = new IllegalStateException("bug");
        assertThat(Failures.brokenTransport(bug, get, transport))
                .hasMessage("the transport failed: java.lang.IllegalStateException: bug"
                        + " [GET on scripted at memory, unknown]")
                .hasCause(bug);
    }

    /** As a real server words them: it quotes the rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<my'secret | ERR Error in ACL SETUSER modifier '<my'secret': The password you are trying to remove",
                "#secret    | ERR Error in ACL SETUSER modifier '#secret': The password hash must be exactly 64"
                        + " characters",
                "!secret    | ERR Error in ACL SETUSER modifier '!secret': The password hash must be exactly 64"
                        + " characters",
                "(+get >secret) | ERR Error in ACL SETUSER modifier '(+get >secret)': Syntax error",
                "(+get >secret | ERR Unmatched parenthesis in acl selector starting at '(+get >secret'."
            })
    void aPasswordThatTheServerQuotesIsHidden(String rule, String reply) {
        transport.script = request -> new Reply.Error(reply);
        RedisReplyException e = catchThrowableOfType(RedisReplyException.class, () -> redis.aclSetuser("ada", rule));
        String words = reply.substring(reply.lastIndexOf('\''));
        assertThat(e.toString()).doesNotContain("secret").contains("(hidden)").contains(words);
        assertThat(e.reply()).doesNotContain("secret").startsWith("ERR ");
    }

    @Test
    void anotherRuleIsShown() {
        String reply = "ERR Error in ACL SETUSER modifier '+nosuch': Unknown command or category name in ACL";
        transport.script = request -> new Reply.Error(reply);
        assertThat(catchThrowableOfType(RedisReplyException.class, () -> redis.aclSetuser("ada", "+nosuch"))
                        .reply())
                .isEqualTo(reply);
    }
}
