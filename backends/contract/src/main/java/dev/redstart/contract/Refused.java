package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.RedisReplyException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Commands that the server has to refuse. */
final class Refused {

    private Refused() {}

    /** The error comes over the wire in exactly these words: they are interface. */
    static void with(String reply, ThrowingCallable command) {
        assertThatThrownBy(command)
                .asInstanceOf(InstanceOfAssertFactories.throwable(RedisReplyException.class))
                .extracting(RedisReplyException::reply)
                .isEqualTo(reply);
    }

    /** The error has this code; its words are the backend's own. */
    static void withCode(String code, ThrowingCallable command) {
        assertThatThrownBy(command)
                .asInstanceOf(InstanceOfAssertFactories.throwable(RedisReplyException.class))
                .extracting(RedisReplyException::code)
                .isEqualTo(code);
    }

    /** The key holds a value of another type. */
    static void asWrongType(ThrowingCallable command) {
        with("WRONGTYPE Operation against a key holding the wrong kind of value", command);
    }
}
