package dev.redstart.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    @TempDir
    Path folder;

    private static ConfigFile.Result read(String text) {
        return ConfigFile.parse("8.0.6", null, text, Set.of("GET", "FLUSHALL", "CONFIG")::contains);
    }

    private static ServerConfig config(String text) {
        return read(text).config();
    }

    @Test
    void linesQuotesAndComments() {
        ServerConfig config = config(
                """
                # a comment
                  MaxMemory 2mb

                requirepass "a b\\x41\\n\\""
                masterauth 'it\\'s'
                bind 127.0.0.1 ::1
                slave-priority 7
                lua-replicate-commands yes
                """);
        assertThat(config.get("maxmemory")).isEqualTo("2097152");
        assertThat(config.get("requirepass")).isEqualTo("a bA\n\"");
        assertThat(config.get("masterauth")).isEqualTo("it's");
        assertThat(config.get("bind")).isEqualTo("127.0.0.1 ::1");
        assertThat(config.get("replica-priority")).isEqualTo("7");
        assertThat(config.number("maxmemory")).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void savesAddUp() {
        assertThat(config("").get("save")).isEqualTo("3600 1 300 100 60 10000");
        assertThat(config("save 1 2\nsave 3 4 5 6").get("save")).isEqualTo("1 2 3 4 5 6");
        assertThat(config("save 1 2\nsave \"\"").get("save")).isEmpty();
        assertThat(config("save \"\"").get("save")).isEmpty();
        assertThat(config("save \"\"\nsave 1 2").get("save")).isEqualTo("1 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    port x;             argument couldn't be parsed into an integer
                    port 1 2;           wrong number of arguments
                    port;               wrong number of arguments
                    port 70000;         argument must be between 0 and 65535 inclusive
                    appendonly maybe;   argument must be 'yes' or 'no'
                    port "1;            Unbalanced quotes in configuration line
                    foo;                Bad directive or wrong number of arguments
                    rename-command A b; No such command in rename-command
                    rename-command get config; Target command name already exists
                    """)
    void fatalErrorsReadAsThoseOfRedis(String line, String reason) {
        assertThatThrownBy(() -> read("# first\n" + line))
                .isInstanceOf(ConfigFile.Failure.class)
                .hasMessage("\n*** FATAL CONFIG FILE ERROR (Redis 8.0.6) ***\n"
                        + "Reading the configuration file, at line 3\n>>> '" + line + "'\n" + reason);
    }

    @Test
    void unknownDirectives() {
        assertThatThrownBy(() -> read("foo bar baz"))
                .hasMessage("Unresolved Configuration(s) Detected:\n"
                        + ">>> 'foo bar baz'\n"
                        + "Module Configuration detected without loadmodule directive or no ApplyConfig call:"
                        + " aborting");
    }

    @Test
    void renames() {
        assertThat(read("rename-command flushall \"\"\nrename-command get fetch")
                        .renames())
                .containsEntry("FLUSHALL", "")
                .containsEntry("GET", "FETCH");
    }

    @Test
    void includes() throws IOException {
        Files.writeString(folder.resolve("a.conf"), "timeout 5\n");
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(folder.resolve("d/1.conf"), "hz 20\n");
        Files.writeString(folder.resolve("d/2.conf"), "hz 30\n");
        Path main = folder.resolve("main.conf");
        Files.writeString(
                main,
                "include " + folder + "/a.conf\ninclude " + folder + "/d/*.conf\ninclude " + folder + "/e/*.conf\n");
        ServerConfig config =
                ConfigFile.parse("8.0.6", main, "timeout 6", name -> true).config();
        assertThat(config.get("timeout")).isEqualTo("6");
        assertThat(config.get("hz")).isEqualTo("30");
        assertThat(config.file()).isEqualTo(main);
        assertThatThrownBy(() -> read("include " + folder + "/none.conf"))
                .hasMessage(
                        "Fatal error, can't open config file '" + folder + "/none.conf': No such file or directory");
        Files.writeString(folder.resolve("loop.conf"), "include " + folder + "/loop.conf\n");
        assertThatThrownBy(() -> read("include " + folder + "/loop.conf"))
                .hasMessageContaining("Too many files include each other");
    }

    @Test
    void optionsOfTheCommandLine() {
        assertThat(ConfigFile.options(List.of("--port", "6380", "--save", "", "--bind", "a", "b")))
                .isEqualTo("port \"6380\" \nsave \"\" \nbind \"a\" \"b\" ");
        assertThat(ConfigFile.options(List.of("--save", "--port 6380"))).isEqualTo("save \"\"\nport 6380 ");
        assertThat(ConfigFile.options(List.of("--requirepass", "--secret"))).isEqualTo("requirepass \"--secret\" ");
        ServerConfig config = config(ConfigFile.options(List.of("--requirepass", "a\"b c", "--save", "1 2")));
        assertThat(config.get("requirepass")).isEqualTo("a\"b c");
        assertThat(config.get("save")).isEqualTo("1 2");
    }
}
