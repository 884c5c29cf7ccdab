package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Strings: counting. */
public abstract class CounterContract extends ContractSuite {

    private static final String NO_INTEGER = "ERR value is not an integer or out of range";
    private static final String OVERFLOW = "ERR increment or decrement would overflow";

    protected CounterContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void aMissingKeyCountsFromZero() {
        assertThat(redis.incr("a")).isEqualTo(1);
        assertThat(redis.decr("b")).isEqualTo(-1);
        assertThat(redis.incrby("c", 10)).isEqualTo(10);
        assertThat(redis.decrby("d", 10)).isEqualTo(-10);
        assertThat(redis.incrbyfloat("e", 1.5)).isEqualTo(1.5);
    }

    @Test
    void whatIsCountedIsAString() {
        redis.set("k", "10");
        redis.incr("k");
        redis.incrby("k", -20);
        redis.decr("k");
        redis.decrby("k", -5);
        assertThat(redis.get("k")).isEqualTo("-5");
        assertThat(redis.type("k")).isEqualTo("string");
        assertThat(encodingOf("k")).isEqualTo("int");
    }

    @Test
    void theWholeRangeOf64BitsIsThere() {
        redis.set("k", "9223372036854775806");
        assertThat(redis.incr("k")).isEqualTo(Long.MAX_VALUE);
        redis.set("k", "-9223372036854775807");
        assertThat(redis.decr("k")).isEqualTo(Long.MIN_VALUE);
        assertThat(redis.incrby("k", Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(redis.incrby("k", Long.MIN_VALUE + 1)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void whatWouldOverflowIsAnErrorAndChangesNothing() {
        redis.set("k", "9223372036854775807");
        Refused.with(OVERFLOW, () -> redis.incr("k"));
        Refused.with(OVERFLOW, () -> redis.incrby("k", 1));
        Refused.with(OVERFLOW, () -> redis.decrby("k", -1));
        assertThat(redis.get("k")).isEqualTo("9223372036854775807");
        redis.set("k", "-9223372036854775808");
        Refused.with(OVERFLOW, () -> redis.decr("k"));
        Refused.with(OVERFLOW, () -> redis.incrby("k", -1));
        Refused.with("ERR decrement would overflow", () -> redis.decrby("k", Long.MIN_VALUE));
        assertThat(redis.get("k")).isEqualTo("-9223372036854775808");
    }

    @Test
    void whatIsNoIntegerIsAnError() {
        for (String text :
                new String[] {"abc", "", " 1", "1 ", "1.0", "+1", "01", "-0", "9223372036854775808", "1e3"}) {
            redis.set("k", text);
            Refused.with(NO_INTEGER, () -> redis.incr("k"));
            assertThat(redis.get("k")).isEqualTo(text);
        }
        Refused.with(NO_INTEGER, () -> redis.call("INCRBY", "k", "x"));
        Refused.with(NO_INTEGER, () -> redis.call("DECRBY", "k", "1.5"));
    }

    @Test
    void anotherTypeIsAnError() {
        redis.call("RPUSH", "list", "1");
        Refused.asWrongType(() -> redis.incr("list"));
        Refused.asWrongType(() -> redis.decr("list"));
        Refused.asWrongType(() -> redis.incrby("list", 2));
        Refused.asWrongType(() -> redis.decrby("list", 2));
        Refused.asWrongType(() -> redis.incrbyfloat("list", 2));
    }

    @Test
    void fractionsAddUpInMoreDigitsThanADoubleHas() {
        redis.set("k", "10.50");
        assertThat(redis.incrbyfloat("k", 0.1)).isEqualTo(10.6);
        assertThat(redis.get("k")).isEqualTo("10.6");
        assertThat(redis.incrbyfloat("k", -5)).isEqualTo(5.6);
        redis.set("k", "0.1");
        assertThat(redis.incrbyfloat("k", 0.2)).isEqualTo(0.3);
        assertThat(redis.get("k")).isEqualTo("0.3");
    }

    @Test
    void aSumIsWrittenWithoutExponentAndWithoutNeedlessZeros() {
        redis.set("k", "5.0e3");
        assertThat(redis.incrbyfloat("k", 2.0e2)).isEqualTo(5200);
        assertThat(redis.get("k")).isEqualTo("5200");
        redis.set("k", "3.0");
        redis.incrbyfloat("k", 1);
        assertThat(redis.get("k")).isEqualTo("4");
        redis.set("k", "0");
        redis.incrbyfloat("k", 1e20);
        assertThat(redis.get("k")).isEqualTo("100000000000000000000");
        redis.set("k", "1");
        redis.incrbyfloat("k", -1);
        assertThat(redis.get("k")).isEqualTo("0");
    }

    @Test
    void aFractionMayBecomeWholeAgain() {
        redis.set("k", "1.5");
        redis.incrbyfloat("k", 1.5);
        assertThat(redis.incr("k")).isEqualTo(4);
        assertThat(encodingOf("k")).isEqualTo("int");
    }

    @Test
    void whatIsNoNumberIsAnError() {
        for (String text : new String[] {"abc", " 1", "1 ", "nan"}) {
            redis.set("k", text);
            Refused.with("ERR value is not a valid float", () -> redis.incrbyfloat("k", 1));
        }
        redis.set("k", "1");
        Refused.with("ERR value is not a valid float", () -> redis.call("INCRBYFLOAT", "k", "x"));
    }

    @Test
    void anInfiniteSumIsAnError() {
        redis.set("k", "1");
        Refused.with(
                "ERR increment would produce NaN or Infinity", () -> redis.incrbyfloat("k", Double.POSITIVE_INFINITY));
        assertThat(redis.get("k")).isEqualTo("1");
    }
}
