package dev.redstart.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {

    private final ServerConfig config = new ServerConfig();

    @Test
    void allOrNothing() {
        List<String> heard = new ArrayList<>();
        config.onChange("timeout", heard::add);
        config.onChange("maxmemory", value -> {
            if (value.equals("7")) throw new ConfigException("no sevens");
        });
        assertThatThrownBy(() -> config.set(List.of("timeout", "5", "maxmemory", "7"), true))
                .hasMessage("CONFIG SET failed (possibly related to argument 'maxmemory') - no sevens");
        assertThat(config.get("timeout")).isEqualTo("0");
        assertThat(config.get("maxmemory")).isEqualTo("0");
        assertThatThrownBy(() -> config.set(List.of("timeout", "6", "loglevel", "x"), true))
                .hasMessageContaining("argument(s) must be one of the following: debug, verbose, notice");
        assertThat(config.get("timeout")).isEqualTo("0");
        config.set(List.of("timeout", "6", "maxmemory", "1gb"), true);
        assertThat(heard).containsExactly("0", "5", "0", "6");
    }

    @Test
    void protectedOnesNeedLeave() {
        assertThatThrownBy(() -> config.set(List.of("dbfilename", "x"), true))
                .hasMessageEndingWith("can't set protected config");
        config.set(List.of("dbfilename", "x"), false);
        assertThat(config.get("dbfilename")).isEqualTo("x");
        assertThatThrownBy(() -> config.set(List.of("dbfilename", "a/b"), false))
                .hasMessageEndingWith("dbfilename can't be a path, just a filename");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "10b, 10",
        "1k, 1000",
        "1kb, 1024",
        "2MB, 2097152",
        "1g, 1000000000",
        "1gb, 1073741824",
        "18446744073709551615, 18446744073709551615"
    })
    void memory(String given, String kept) {
        config.set(List.of("maxmemory", given), true);
        assertThat(config.get("maxmemory")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"1x", "-1", "1.5gb", "kb", "99999999999999999999"})
    void noMemory(String given) {
        assertThatThrownBy(() -> config.set(List.of("maxmemory", given), true))
                .hasMessageEndingWith("argument must be a memory value");
    }

    @Test
    void wordsAndBack() {
        String odd = "a \"b\"\\\n\u0007\u00ff";
        assertThat(Words.split(Words.quote(odd))).containsExactly(odd);
        assertThat(Words.split("a\"b\"c")).isNull();
        assertThat(Words.split(" a  'b c' \"\" ")).containsExactly("a", "b c", "");
        assertThat(Words.split("\"a\"b")).isNull();
        assertThat(Words.split("'a")).isNull();
        assertThat(Words.split("")).isEmpty();
    }
}
