package dev.redstart;

import dev.redstart.spi.Driver;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import dev.redstart.spi.TransportDecorator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the driver and the decorators that a URL asks for, checks its options, and opens. */
final class Drivers {

    /** Drivers and options of ours whose module may be missing on the class path, and the artifact that has them. */
    private static final Map<String, String> ARTIFACT_OF_DRIVER = Map.of(
            "engine", "redstart-engine",
            "jedis", "redstart-jedis",
            "lettuce", "redstart-lettuce",
            "redisson", "redstart-redisson",
            "caffeine", "redstart-caffeine");

    private static final Map<String, String> ARTIFACT_OF_OPTION = Map.of("listen", "redstart-server");

    private Drivers() {}

    static Transport open(String url, Resources resources, @Nullable Driver explicit) {
        Endpoint endpoint = Endpoint.parse(url, resources);
        Driver driver = explicit != null ? explicit : find(endpoint.driver());
        if (driver.spiVersion() != Driver.SPI_VERSION)
            throw new RedisConfigException("the driver " + driver.name() + " was made for version "
                    + driver.spiVersion() + " of the SPI, this API is version " + Driver.SPI_VERSION
                    + ": use matching versions of Redstart's artifacts");
        Map<String, TransportDecorator> decorators = decorators();
        checkOptions(endpoint, driver, decorators);

        List<TransportDecorator> wanted = endpoint.options().keySet().stream()
                .filter(decorators::containsKey)
                .map(decorators::get)
                .distinct()
                .sorted(Comparator.comparingInt(TransportDecorator::order))
                .toList();
        Transport transport = driver.open(endpoint.without(decorators.keySet()));
        try {
            for (TransportDecorator decorator : wanted) transport = decorator.decorate(transport, endpoint);
            return transport;
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    private static Driver find(String name) {
        Providers<Driver> drivers = Providers.of(Driver.class);
        List<Driver> named =
                drivers.found().stream().filter(d -> d.name().equals(name)).toList();
        if (named.size() == 1) return named.get(0);
        if (named.size() > 1)
            throw new RedisConfigException("several drivers on the class path are named '" + name + "': "
                    + named.stream().map(d -> d.getClass().getName()).sorted().collect(Collectors.joining(", "))
                    + "; take one of them off it, or give the right one to Redstart.builder(url).driver(...)");
        String artifact = ARTIFACT_OF_DRIVER.get(name);
        String problem = artifact == null
                ? "there is no driver '" + name + "'"
                : "the driver '" + name + "' is not on the class path: add the artifact dev.redstart:" + artifact;
        String known =
                drivers.found().stream().map(Driver::name).distinct().sorted().collect(Collectors.joining(", "));
        String broken = drivers.broken().isEmpty() ? "" : "; not loadable: " + String.join("; ", drivers.broken());
        throw new RedisConfigException(
                problem + "; on the class path are: " + (known.isEmpty() ? "none" : known) + broken);
    }

    private static Map<String, TransportDecorator> decorators() {
        Map<String, TransportDecorator> byOption = new LinkedHashMap<>();
        for (TransportDecorator decorator :
                Providers.of(TransportDecorator.class).found()) {
            for (Option option : decorator.options()) byOption.putIfAbsent(option.name(), decorator);
        }
        return byOption;
    }

    private static void checkOptions(Endpoint endpoint, Driver driver, Map<String, TransportDecorator> decorators) {
        Set<String> known = driver.options().stream().map(Option::name).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(decorators.keySet());
        for (String name : new TreeSet<>(endpoint.options().keySet())) {
            if (known.contains(name)) continue;
            String artifact = ARTIFACT_OF_OPTION.get(name);
            if (artifact != null)
                throw new RedisConfigException(
                        "the option '" + name + "' needs the artifact dev.redstart:" + artifact + " on the class path");
            throw new RedisConfigException("redstart:" + driver.name() + ": has no option '" + name + "'; it knows "
                    + String.join(", ", known));
        }
    }
}
