package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Driver;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Transport;
import dev.redstart.spi.TransportDecorator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {

    /** What was opened last, by whatever driver or decorator. */
    private static @Nullable ScriptedTransport opened;

    private static final List<Endpoint> endpoints = new ArrayList<>();

    /** A transport that says what it was made of. */
    private static Transport made(String of) {
        ScriptedTransport transport = new ScriptedTransport();
        transport.sent.add(of);
        opened = transport;
        return transport;
    }

    /** Named as its class. */
    public abstract static class TestDriver implements Driver {
        @Override
        public String name() {
            return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public List<Option> options() {
            return List.of(new Option("size", "how much"));
        }

        @Override
        public Transport open(Endpoint endpoint) {
            endpoints.add(endpoint);
            return made(name());
        }
    }

    public static final class Memory extends TestDriver {}

    public static final class Other extends TestDriver {}

    public static final class Twin extends TestDriver {
        @Override
        public String name() {
            return "memory";
        }
    }

    public static final class Future extends TestDriver {
        @Override
        public int spiVersion() {
            return 99;
        }

        @Override
        public List<Option> options() {
            throw new AbstractMethodError("not in this version");
        }
    }

    public static final class Broken extends TestDriver {
        public Broken() {
            throw new NoClassDefFoundError("some/Library");
        }
    }

    /** Adds one option, named as its class. */
    public abstract static class TestDecorator implements TransportDecorator {
        private String name() {
            return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public List<Option> options() {
            return List.of(new Option(name(), "wraps"));
        }

        @Override
        public Transport decorate(Transport transport, Endpoint endpoint) {
            ScriptedTransport inner = (ScriptedTransport) transport;
            return made(name() + "=" + endpoint.text(name(), null) + " over " + inner.sent.get(0));
        }
    }

    public static final class Outer extends TestDecorator {
        @Override
        public int order() {
            return 10;
        }
    }

    public static final class Inner extends TestDecorator {}

    public static final class Failing extends TestDecorator {
        @Override
        public int order() {
            return 20;
        }

        @Override
        public Transport decorate(Transport transport, Endpoint endpoint) {
            throw new RedisConfigException("cannot wrap this");
        }
    }

    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    @AfterEach
    void asItWas() {
        Thread.currentThread().setContextClassLoader(before);
        endpoints.clear();
        opened = null;
    }

    /** A class path that has these, in this order. */
    private void classPath(Class<?>... providers) throws IOException {
        services(
                Driver.class,
                Arrays.stream(providers).filter(Driver.class::isAssignableFrom).toList());
        services(
                TransportDecorator.class,
                Arrays.stream(providers)
                        .filter(TransportDecorator.class::isAssignableFrom)
                        .toList());
        URL[] urls = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
    }

    private void services(Class<?> service, List<Class<?>> providers) throws IOException {
        Path file = folder.resolve("META-INF/services").resolve(service.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, providers.stream().map(Class::getName).collect(Collectors.joining("\n")));
    }

    private static RedisConfigException refused(String url) {
        return catchThrowableOfType(RedisConfigException.class, () -> Redstart.open(url));
    }

    @Test
    void theContextClassLoaderIsAskedAndTheUrlChooses() throws IOException {
        classPath(Other.class, Memory.class);
        try (Redis redis = Redstart.open("redstart:memory:target?size=3")) {
            assertThat(redis.unwrap(ScriptedTransport.class).sent).containsExactly("memory");
        }
        assertThat(endpoints).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.target()).isEqualTo("target");
            assertThat(endpoint.integer("size", 1, 1, 9)).isEqualTo(3);
        });
    }

    @Test
    void anUnknownDriverFailsWithThoseThatAreKnown() throws IOException {
        classPath(Other.class, Memory.class);
        assertThat(refused("redstart:nosuch:"))
                .hasMessage("there is no driver 'nosuch'; on the class path are: memory, other");
        classPath();
        assertThat(refused("redstart:nosuch:")).hasMessageEndingWith("on the class path are: none");
    }

    @Test
    void aDriverOfOursThatIsMissingNamesItsArtifact() throws IOException {
        classPath(Memory.class);
        assertThat(refused("redstart:lettuce:redis://localhost"))
                .hasMessage("the driver 'lettuce' is not on the class path: add the artifact"
                        + " dev.redstart:redstart-lettuce; on the class path are: memory");
    }

    @Test
    void twoOfOneNameAreNotChosenByClassPathOrder() throws IOException {
        classPath(Memory.class, Twin.class);
        assertThat(refused("redstart:memory:"))
                .hasMessageContaining("several drivers")
                .hasMessageContaining(Memory.class.getName() + ", " + Twin.class.getName());
    }

    @Test
    void oneThatCannotBeLoadedIsInNobodysWay() throws IOException {
        classPath(Broken.class, Memory.class);
        Redstart.open("redstart:memory:").close();
        assertThat(refused("redstart:broken:"))
                .hasMessageContaining("on the class path are: memory; not loadable: ")
                .hasMessageContaining(Broken.class.getName());
    }

    @Test
    void anotherVersionOfTheSpiIsRefusedBeforeAnythingElseIsAsked() throws IOException {
        classPath(Future.class);
        assertThat(refused("redstart:future:?x=1"))
                .hasMessageContaining("made for version 99 of the SPI, this API is version " + Driver.SPI_VERSION);
    }

    @Test
    void anUnknownOptionFailsWithThoseThatAreKnown() throws IOException {
        classPath(Memory.class, Inner.class);
        assertThat(refused("redstart:memory:?sice=3"))
                .hasMessage("redstart:memory: has no option 'sice'; it knows inner, size");
        assertThat(endpoints).isEmpty();
    }

    @Test
    void anOptionWhoseModuleIsAbsentNamesItsArtifact() throws IOException {
        classPath(Memory.class);
        assertThat(refused("redstart:memory:?listen=6379"))
                .hasMessage("the option 'listen' needs the artifact dev.redstart:redstart-server on the class path");
    }

    @Test
    void decoratorsWrapInTheirOrderAndTheDriverDoesNotSeeTheirOptions() throws IOException {
        classPath(Memory.class, Outer.class, Inner.class, Failing.class);
        Redis redis = Redstart.open("redstart:memory:?outer=1&size=3&inner=2");
        assertThat(redis.unwrap(ScriptedTransport.class).sent).containsExactly("outer=1 over inner=2 over memory");
        assertThat(endpoints.get(0).options()).containsOnlyKeys("size");
        redis.close();
    }

    @Test
    void whenADecoratorFailsWhatWasOpenIsClosed() throws IOException {
        classPath(Memory.class, Inner.class, Failing.class);
        assertThat(refused("redstart:memory:?failing=1&inner=2")).hasMessage("cannot wrap this");
        assertThat(opened).isNotNull();
        assertThat(opened.sent).containsExactly("inner=2 over memory");
        assertThat(opened.closed).isTrue();
    }

    @Test
    void anExplicitDriverNeedsNoClassPath() throws IOException {
        classPath();
        Redis redis =
                Redstart.builder("redstart:memory:?size=2").driver(new Memory()).open();
        assertThat(redis.unwrap(ScriptedTransport.class).sent).containsExactly("memory");
        redis.close();
        assertThatThrownBy(() -> Redstart.builder("redstart:memory:?x=2")
                        .driver(new Memory())
                        .open())
                .hasMessageContaining("it knows size");
    }
}
