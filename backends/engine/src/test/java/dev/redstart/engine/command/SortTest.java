package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortTest {

    private final TestEngine engine = TestEngine.open();

    @BeforeEach
    void fill() {
        engine.run("RPUSH l 5 3 9 1 -2 1.5");
        engine.run("ZADD z 3 c 1 a 2 b");
        engine.run("SADD s 3 1 2");
        engine.run("MSET w_1 3 w_2 1 o_1 one o_3 three");
        engine.run("HSET h_1 f x g 9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    l                           | [-2, 1, 1.5, 3, 5, 9]
                    l DESC LIMIT 1 2            | [5, 3]
                    l ALPHA                     | [-2, 1, 1.5, 3, 5, 9]
                    l BY nosort DESC            | [1.5, -2, 1, 9, 3, 5]
                    l LIMIT 2 -1                | [1.5, 3, 5, 9]
                    l LIMIT -5 1                | [-2]
                    l LIMIT 9 1                 | []
                    z ALPHA DESC                | [c, b, a]
                    z BY nosort DESC LIMIT 0 2  | [c, b]
                    s BY w_*                    | [3, 2, 1]
                    s BY w_* GET o_* GET #      | [three, 3, (nil), 2, one, 1]
                    s GET h_*->f GET h_*->none  | [x, (nil), (nil), (nil), (nil), (nil)]
                    none                        | []
                    z                           | (error) ERR One or more scores can't be converted into double
                    s LIMIT 1                   | (error) ERR syntax error
                    s LIMIT a b                 | (error) ERR value is not an integer or out of range
                    w_1                         | (error) WRONGTYPE Operation against a key holding the wrong kind of value
                    """)
    void sorts(String arguments, String expected) {
        assertThat(engine.text("SORT_RO " + arguments)).isEqualTo(expected);
    }

    @Test
    void stores() {
        assertThat(engine.text("SORT s BY nosort STORE to")).isEqualTo("3");
        assertThat(engine.text("LRANGE to 0 -1")).isEqualTo("[1, 2, 3]");
        assertThat(engine.text("SORT s GET o_* STORE to")).isEqualTo("3");
        assertThat(engine.text("LRANGE to 0 -1")).isEqualTo("[one, , three]");
        assertThat(engine.text("SORT none STORE to")).isEqualTo("0");
        assertThat(engine.text("EXISTS to")).isEqualTo("0");
        assertThat(engine.text("SORT_RO s STORE to")).isEqualTo("(error) ERR syntax error");
    }
}
