package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringsTest {

    private final TestEngine engine = TestEngine.open();

    @Test
    void setWithOptions() {
        assertThat(engine.text("SET k v NX GET")).isEqualTo("(nil)");
        assertThat(engine.text("SET k w NX GET")).isEqualTo("v");
        assertThat(engine.text("GET k")).isEqualTo("v");
        assertThat(engine.text("SET k w XX EX 10")).isEqualTo("OK");
        assertThat(engine.text("SET k x KEEPTTL")).isEqualTo("OK");
        assertThat(engine.text("TTL k")).isEqualTo("10");
        engine.advance(Duration.ofSeconds(10));
        assertThat(engine.text("GET k")).isEqualTo("(nil)");
        assertThat(engine.text("SET k w XX")).isEqualTo("(nil)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SET k v NX XX                     | ERR syntax error
                    SET k v EX                        | ERR syntax error
                    SET k v EX 10 PX 10               | ERR syntax error
                    SET k v KEEPTTL EX 10             | ERR syntax error
                    SET k v EX 0                      | ERR invalid expire time in 'set' command
                    SET k v EX 9223372036854775807    | ERR invalid expire time in 'set' command
                    SET k v PX 9223372036854775807    | ERR invalid expire time in 'set' command
                    SET k v EX x                      | ERR value is not an integer or out of range
                    GETEX k EX 10 PERSIST             | ERR syntax error
                    PSETEX k -1 v                     | ERR invalid expire time in 'psetex' command
                    MSET a 1 b                        | ERR wrong number of arguments for 'mset' command
                    SETRANGE k -1 x                   | ERR offset is out of range
                    SETRANGE k 536870911 xy           | ERR string exceeds maximum allowed size (proto-max-bulk-len)
                    SETRANGE k 9223372036854775807 xy | ERR string exceeds maximum allowed size (proto-max-bulk-len)
                    DECRBY k -9223372036854775808     | ERR decrement would overflow
                    INCRBYFLOAT k x                   | ERR value is not a valid float
                    INCRBYFLOAT k inf                 | ERR increment would produce NaN or Infinity
                    GET                               | ERR wrong number of arguments for 'get' command
                    """)
    void refusals(String line, String error) {
        assertThat(engine.text(line)).isEqualTo("(error) " + error);
        assertThat(engine.text("DBSIZE")).isEqualTo("0");
    }

    @Test
    void countersAndTheirEncodings() {
        assertThat(engine.text("INCRBY n 9223372036854775807")).isEqualTo("9223372036854775807");
        assertThat(engine.text("INCR n")).isEqualTo("(error) ERR increment or decrement would overflow");
        engine.run("SET f 10.5");
        assertThat(engine.text("INCRBYFLOAT f 0.1")).isEqualTo("10.6");
        assertThat(engine.text("INCRBYFLOAT f -7.6")).isEqualTo("3");
        assertThat(engine.text("OBJECT ENCODING f")).isEqualTo("embstr");
        assertThat(engine.text("INCR f")).isEqualTo("4");
        assertThat(engine.text("OBJECT ENCODING f")).isEqualTo("int");
        engine.run("EXPIRE f 100");
        engine.run("INCR f");
        assertThat(engine.text("TTL f")).isEqualTo("100");
    }

    @Test
    void parts() {
        engine.run("SET k hello");
        assertThat(engine.text("GETRANGE k -3 -1")).isEqualTo("llo");
        assertThat(engine.text("GETRANGE k -1 -3")).isEmpty();
        assertThat(engine.text("GETRANGE k -100 1")).isEqualTo("he");
        assertThat(engine.text("GETRANGE k 9 20")).isEmpty();
        assertThat(engine.text("SETRANGE k 6 x")).isEqualTo("7");
        assertThat(engine.text("GET k")).isEqualTo("hello\0x");
        assertThat(engine.text("APPEND new 12")).isEqualTo("2");
        assertThat(engine.text("OBJECT ENCODING new")).isEqualTo("int");
        assertThat(engine.text("SETRANGE none 3 \"\"")).isEqualTo("0");
        assertThat(engine.text("EXISTS none")).isEqualTo("0");
    }

    @Test
    void longestCommonSubsequence() {
        engine.run("MSET a ohmytext b mynewtext");
        assertThat(engine.text("LCS a b")).isEqualTo("mytext");
        assertThat(engine.text("LCS a b LEN")).isEqualTo("6");
        assertThat(engine.text("LCS a b IDX WITHMATCHLEN"))
                .isEqualTo("{matches=[[[4, 7], [5, 8], 4], [[2, 3], [0, 1], 2]], len=6}");
        assertThat(engine.text("LCS a b IDX MINMATCHLEN 4")).isEqualTo("{matches=[[[4, 7], [5, 8]]], len=6}");
        assertThat(engine.text("LCS a none")).isEmpty();
    }

    @Test
    void aCommandNobodyKnows() {
        assertThat(engine.text("NOSUCH a \"b c\""))
                .isEqualTo("(error) ERR unknown command 'NOSUCH', with args beginning with: 'a' 'b c' ");
        assertThat(engine.text("OBJECT NOSUCH")).isEqualTo("(error) ERR unknown subcommand 'NOSUCH'. Try OBJECT HELP.");
        assertThat(engine.text("OBJECT ENCODING"))
                .isEqualTo("(error) ERR wrong number of arguments for 'object|encoding' command");
    }
}
