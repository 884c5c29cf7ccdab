package dev.redstart.spi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of Redstart's URLs. Errors quote only parts that cannot hold a password: a user may have forgotten to escape
 * an {@code @}.
 *
 * <pre>
 * redstart:DRIVER:TARGET[?name=value[&amp;name=value]...]
 * TARGET for a server: redis[s][-cluster|-sentinel]://[[user]:password@]host[:port][,host[:port]]...[/PATH]
 * PATH: [database], or for sentinel: name of the primary[/database]
 * </pre>
 */
final class UrlParser {

    private static final String EXAMPLES =
            "; a URL looks like redstart:engine:mem:orders or redstart:jedis:redis://localhost:6379/0";
    private static final Pattern DRIVER = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern SERVER = Pattern.compile("(redis|rediss)(-cluster|-sentinel)?://(.*)");
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_NODES = 1000;

    private final String url;

    UrlParser(String url) {
        this.url = url.strip();
    }

    Endpoint parse(Resources resources) {
        if (url.length() > MAX_LENGTH)
            throw new RedisConfigException(
                    "a URL of " + url.length() + " characters is too long; at most " + MAX_LENGTH);
        String[] words = url.split(":", 3);
        if (!words[0].equals("redstart") || words.length < 3)
            throw new RedisConfigException("not a Redstart URL: it has to begin with redstart:<driver>:" + EXAMPLES);
        String driver = words[1];
        if (!DRIVER.matcher(driver).matches())
            throw new RedisConfigException("no driver named '" + driver + "' can exist" + EXAMPLES);
        int question = words[2].indexOf('?');
        String target = question < 0 ? words[2] : words[2].substring(0, question);
        Map<String, String> options = question < 0 ? Map.of() : options(words[2].substring(question + 1));
        Endpoint.Server server = server(target);
        return new Endpoint(driver, server == null ? target : describe(server), server, options, resources);
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0)
                throw new RedisConfigException(
                        "an option has to be written name=value, joined by &" + EXAMPLES + "?timeout=1s");
            String name = unescape(pair.substring(0, equals), "the name of an option");
            if (options.put(name, unescape(pair.substring(equals + 1), "option " + name)) != null)
                throw new RedisConfigException("option " + name + " stands twice in the URL");
        }
        return options;
    }

    private static Endpoint.@Nullable Server server(String target) {
        Matcher m = SERVER.matcher(target);
        if (!m.matches()) {
            int colon = target.indexOf("://");
            if (colon < 0) return null;
            throw new RedisConfigException(
                    "unknown scheme '" + target.substring(0, colon) + "'; allowed are redis, rediss,"
                            + " redis-cluster, rediss-cluster, redis-sentinel, rediss-sentinel");
        }
        Endpoint.Topology topology = m.group(2) == null
                ? Endpoint.Topology.STANDALONE
                : m.group(2).equals("-cluster") ? Endpoint.Topology.CLUSTER : Endpoint.Topology.SENTINEL;
        String rest = m.group(3);
        int slash = rest.indexOf('/', rest.lastIndexOf('@') + 1);
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash + 1);
        int at = authority.lastIndexOf('@');
        List<Endpoint.Node> nodes = nodes(authority.substring(at + 1), topology);
        Resources.Credentials credentials = at < 0 ? null : credentials(authority.substring(0, at));
        boolean tls = m.group(1).equals("rediss");
        return switch (topology) {
            case STANDALONE -> new Endpoint.Server(topology, tls, nodes, credentials, null, database(path));
            case CLUSTER -> {
                if (database(path) != 0) throw new RedisConfigException("a cluster has only database 0, not /" + path);
                yield new Endpoint.Server(topology, tls, nodes, credentials, null, 0);
            }
            case SENTINEL -> {
                String[] parts = path.split("/", 2);
                if (parts[0].isEmpty())
                    throw new RedisConfigException(
                            "a sentinel URL names the primary after the hosts, as redis-sentinel://s1:26379/mymaster/0");
                String name = unescape(parts[0], "the name of the primary");
                yield new Endpoint.Server(
                        topology, tls, nodes, credentials, name, database(parts.length == 1 ? "" : parts[1]));
            }
        };
    }

    private static List<Endpoint.Node> nodes(String text, Endpoint.Topology topology) {
        String[] parts = text.split(",", -1);
        if (parts.length > MAX_NODES) throw new RedisConfigException("more than " + MAX_NODES + " hosts in one URL");
        List<Endpoint.Node> nodes = new ArrayList<>();
        for (String part : parts) nodes.add(node(part, topology));
        if (topology == Endpoint.Topology.STANDALONE && nodes.size() > 1)
            throw new RedisConfigException("redis:// takes one host, not " + nodes.size()
                    + "; several hosts are a redis-cluster:// or redis-sentinel:// URL");
        return List.copyOf(nodes);
    }

    private static Endpoint.Node node(String text, Endpoint.Topology topology) {
        int colon = text.indexOf(':', text.lastIndexOf(']') + 1);
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        if (host.isEmpty()) throw new RedisConfigException("a host is missing in the URL; as redis://localhost:6379/0");
        if (colon < 0) return new Endpoint.Node(host, topology == Endpoint.Topology.SENTINEL ? 26379 : 6379);
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 1 && port <= 65535) return new Endpoint.Node(host, port);
        } catch (NumberFormatException e) {
            // Reported below, without the text: it may be part of a password that holds a ':'.
        }
        throw new RedisConfigException("the port of host '" + host + "' is not a number from 1 to 65535"
                + " (a ':', '@', '/', '?' or '%' inside a password has to be escaped, as %3A)");
    }

    private static Resources.Credentials credentials(String text) {
        int colon = text.indexOf(':');
        // As Redis' own URLs: a lone word before the @ is a user without password, which cannot log in.
        if (colon < 0)
            throw new RedisConfigException("credentials are written user:password@ or :password@ before the host");
        String user = unescape(text.substring(0, colon), "the user");
        return new Resources.Credentials(
                user.isEmpty() ? null : user, unescape(text.substring(colon + 1), "the password"));
    }

    private static int database(String path) {
        if (path.isEmpty()) return 0;
        try {
            int n = Integer.parseInt(path);
            if (n >= 0) return n;
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new RedisConfigException("a database is a number from 0, not '" + path + "'");
    }

    private static String unescape(String text, String what) {
        try {
            // URLDecoder is for forms, where '+' is a space; in a URL it is itself.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RedisConfigException(what + " holds a '%' that is not followed by two hexadecimal digits");
        }
    }

    private static String describe(Endpoint.Server s) {
        String scheme = (s.tls() ? "rediss" : "redis")
                + switch (s.topology()) {
                    case STANDALONE -> "";
                    case CLUSTER -> "-cluster";
                    case SENTINEL -> "-sentinel";
                };
        String path = s.topology() == Endpoint.Topology.CLUSTER
                ? ""
                : "/" + (s.primaryName() == null ? "" : s.primaryName() + "/") + s.database();
        return scheme + "://" + s.address() + path;
    }
}
