package dev.redstart.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisReplyExceptionTest {

    private static RedisReplyException error(String text) {
        return new RedisReplyException(new Reply.Error(text), new RedisException.Origin(null, "test", "node"));
    }

    @Test
    void aScriptTellsItsNameAndLine() {
        RedisReplyException e = error("WRONGTYPE Operation against a key holding the wrong kind of value script:"
                + " 1b936e3fe509bcbc9cd0664897bbe8fd0cac101b, on @user_script:12.");
        assertThat(e.code()).isEqualTo("WRONGTYPE");
        assertThat(e.script()).isEqualTo("1b936e3fe509bcbc9cd0664897bbe8fd0cac101b");
        assertThat(e.scriptLine()).isEqualTo(12);
    }

    @Test
    void aFunctionToo() {
        RedisReplyException e = error("ERR user_function:3: no script: here script: my_f, on @user_function:3.");
        assertThat(e.script()).isEqualTo("my_f");
        assertThat(e.scriptLine()).isEqualTo(3);
    }

    @Test
    void otherErrorsHaveNeither() {
        RedisReplyException e = error("NOSCRIPT No matching script. Please use EVAL.");
        assertThat(e.script()).isNull();
        assertThat(e.scriptLine()).isZero();
    }
}
