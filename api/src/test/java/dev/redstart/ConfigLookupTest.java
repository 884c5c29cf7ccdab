package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.RedisConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigLookupTest {

    private static final String IN_PROPERTY = "redstart:engine:mem:property";
    private static final String IN_VARIABLE = "redstart:engine:mem:variable";
    private static final String IN_FILE = "redstart:engine:mem:füle";

    private static UnaryOperator<@Nullable String> having(String... namesAndValues) {
        Map<String, String> values =
                namesAndValues.length == 0 ? Map.of() : Map.of(namesAndValues[0], namesAndValues[1]);
        return name -> name == null ? null : values.get(name);
    }

    private static ClassLoader file(@Nullable String content) {
        return new ClassLoader(null) {
            @Override
            public @Nullable InputStream getResourceAsStream(String name) {
                assertThat(name).isEqualTo("redstart.properties");
                return content == null ? null : new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static String lookUp(
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment,
            @Nullable ClassLoader loader) {
        return ConfigLookup.url(properties, environment, loader);
    }

    private final UnaryOperator<@Nullable String> property = having("redstart.url", IN_PROPERTY);
    private final UnaryOperator<@Nullable String> variable = having("REDSTART_URL", IN_VARIABLE);
    private final ClassLoader file = file("# ours\nredstart.url = " + IN_FILE + "\n");

    @Test
    void thePropertyComesBeforeTheVariableBeforeTheFile() {
        assertThat(lookUp(property, variable, file)).isEqualTo(IN_PROPERTY);
        assertThat(lookUp(having(), variable, file)).isEqualTo(IN_VARIABLE);
        assertThat(lookUp(having(), having(), file)).isEqualTo(IN_FILE);
    }

    @Test
    void blankIsNotSet() {
        assertThat(lookUp(having("redstart.url", " "), having("REDSTART_URL", ""), file))
                .isEqualTo(IN_FILE);
    }

    @Test
    void withNoneItNamesTheThreePlacesAndAnExample() {
        for (ClassLoader loader : new ClassLoader[] {file(null), null}) {
            assertThatThrownBy(() -> lookUp(having(), having(), loader))
                    .isInstanceOf(RedisConfigException.class)
                    .hasMessage("no URL is configured: set the system property redstart.url, the environment variable"
                            + " REDSTART_URL, or redstart.url in redstart.properties on the class path; for example"
                            + " redstart.url=redstart:jedis:redis://localhost:6379/0");
        }
    }

    @Test
    void aFileWithoutTheUrlIsAMistake() {
        assertThatThrownBy(() -> lookUp(having(), having(), file("redstart.uri=x")))
                .isInstanceOf(RedisConfigException.class)
                .hasMessage("redstart.properties on the class path has no redstart.url");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() {
        assertThatThrownBy(() -> lookUp(having(), having(), file("redstart.url=\\u00")))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageStartingWith("cannot read redstart.properties on the class path: ");
        ClassLoader failing = new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("bad sector");
                    }
                };
            }
        };
        assertThatThrownBy(() -> lookUp(having(), having(), failing)).hasMessageEndingWith("bad sector");
    }
}
