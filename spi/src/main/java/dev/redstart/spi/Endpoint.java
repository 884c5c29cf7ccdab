package dev.redstart.spi;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart: {@code redstart:<driver>:<target>?<options>}, with the resources that go beside it. Immutable. Never
 * shows a password.
 *
 * <p>The target is up to the driver; when it is the address of a real server ({@code redis://...} and its kin) it has been
 * parsed, the same for all drivers, into {@link #server()}.
 */
public final class Endpoint {

    /** The option whose value is a secret. */
    private static final String PASSWORD = "password";

    private final String driver;
    private final String target;
    private final @Nullable Server server;
    private final Map<String, String> options;
    private final Resources resources;

    Endpoint(String driver, String target, @Nullable Server server, Map<String, String> options, Resources resources) {
        this.driver = driver;
        this.target = target;
        this.server = server;
        this.options = Map.copyOf(options);
        this.resources = resources;
    }

    /** How the servers behind an address hang together. */
    public enum Topology {
        /** {@code redis://}: one server. */
        STANDALONE,
        /** {@code redis-cluster://}: the nodes named are seeds. */
        CLUSTER,
        /** {@code redis-sentinel://}: the nodes named are sentinels. */
        SENTINEL
    }

    /**
     * The address of a server.
     *
     * @param host name or IP address, an IPv6 address without brackets
     * @param port 1 to 65535
     */
    public record Node(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * The address of real servers.
     *
     * @param topology    how they hang together
     * @param tls         whether to speak TLS ({@code rediss://}, {@code rediss-cluster://}, {@code rediss-sentinel://})
     * @param nodes       at least one; exactly one when standalone
     * @param credentials from the URL, or null
     * @param primaryName name of the primary that the sentinels watch; null unless sentinel
     * @param database    0 unless said
     */
    public record Server(
            Topology topology,
            boolean tls,
            List<Node> nodes,
            Resources.@Nullable Credentials credentials,
            @Nullable String primaryName,
            int database) {

        /** The nodes as text, without secret. */
        public String address() {
            return nodes.stream().map(Node::toString).collect(Collectors.joining(","));
        }
    }

    /**
     * Takes a URL apart.
     *
     * @throws RedisConfigException saying what is wrong with it and what is allowed; never with a password in it
     */
    public static Endpoint parse(String url, Resources resources) {
        return new UrlParser(url).parse(resources);
    }

    /** The driver's name. */
    public String driver() {
        return driver;
    }

    /** What stands between the driver and the options, without credentials: {@code mem:orders}, {@code redis://h:6379/0}. */
    public String target() {
        return target;
    }

    /** The servers, when the target is an address of some; else null. */
    public @Nullable Server server() {
        return server;
    }

    /**
     * The server, for a driver that speaks to a standalone one only.
     *
     * @throws RedisConfigException when the target is none, or is a cluster or sentinels
     */
    public Server standalone() {
        if (server == null)
            throw new RedisConfigException("redstart:" + driver + ": needs the address of a server, as redstart:"
                    + driver + ":redis://localhost:6379/0, not '" + target + "'");
        if (server.topology != Topology.STANDALONE)
            throw new RedisConfigException("redstart:" + driver + ": has no support for "
                    + server.topology.name().toLowerCase(Locale.ROOT)
                    + "; allowed are redis:// and rediss:// (a single server)");
        return server;
    }

    public Resources resources() {
        return resources;
    }

    /** All options, as typed. */
    public Map<String, String> options() {
        return options;
    }

    /** A text, or {@code fallback}. */
    public @Nullable String text(String name, @Nullable String fallback) {
        return options.getOrDefault(name, fallback);
    }

    /** A time as {@code 500ms}, {@code 3s}, {@code 1m}, {@code 1h}; at least a millisecond. */
    public Duration duration(String name, Duration fallback) {
        return convert(name, fallback, "a time above zero, as 500ms, 3s, 1m or 1h", Endpoint::parseDuration);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String name, int fallback, int min, int max) {
        return convert(name, fallback, "a whole number from " + min + " to " + max, text -> {
            int n = Integer.parseInt(text);
            if (n < min || n > max) throw new IllegalArgumentException();
            return n;
        });
    }

    /** {@code true}, {@code yes}, {@code false} or {@code no}. */
    public boolean bool(String name, boolean fallback) {
        return convert(name, fallback, "true, yes, false or no", text -> {
            if (text.equals("true") || text.equals("yes")) return true;
            if (text.equals("false") || text.equals("no")) return false;
            throw new IllegalArgumentException();
        });
    }

    /** One of the words in {@code allowed}. */
    public String oneOf(String name, String fallback, String... allowed) {
        Set<String> words = Set.of(allowed);
        return convert(name, fallback, "one of " + String.join(", ", allowed), text -> {
            if (!words.contains(text)) throw new IllegalArgumentException();
            return text;
        });
    }

    private <T> T convert(String name, T fallback, String allowed, Function<String, T> parser) {
        String text = options.get(name);
        if (text == null) return fallback;
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new RedisConfigException(
                    "option " + name + "=" + text + " of redstart:" + driver + ": is not " + allowed);
        }
    }

    private static Duration parseDuration(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) digits++;
        long n = Long.parseLong(text.substring(0, digits));
        Duration d =
                switch (text.substring(digits)) {
                    case "ms" -> Duration.ofMillis(n);
                    case "s" -> Duration.ofSeconds(n);
                    case "m" -> Duration.ofMinutes(n);
                    case "h" -> Duration.ofHours(n);
                    default -> throw new IllegalArgumentException();
                };
        if (d.isZero() || d.toMillis() > Integer.MAX_VALUE) throw new IllegalArgumentException();
        return d;
    }

    /** The same without some options: what a decorator has taken. */
    public Endpoint without(Set<String> names) {
        Map<String, String> rest = new TreeMap<>(options);
        rest.keySet().removeAll(names);
        return new Endpoint(driver, target, server, rest, resources);
    }

    /** The URL without credentials. */
    @Override
    public String toString() {
        String query = new TreeMap<>(options)
                .entrySet().stream()
                        .map(e -> e.getKey() + "=" + (isSecret(e.getKey()) ? "***" : e.getValue()))
                        .collect(Collectors.joining("&"));
        return "redstart:" + driver + ":" + target + (query.isEmpty() ? "" : "?" + query);
    }

    private static boolean isSecret(String option) {
        return option.equals(PASSWORD) || option.endsWith("Password");
    }
}
