package dev.redstart.spi.server;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the server says it is and can, asked once each. A user whose rules forbid the question gets the next best answer.
 * Two callers may ask at the same time; both get the same.
 */
public final class ServerCapabilities implements Capabilities {

    private static final Request HELLO = Request.of("HELLO");
    private static final String UNKNOWN_VERSION = "unknown";

    private final ServerSettings settings;
    private final Function<Request, Reply> server;
    private volatile @Nullable String version;
    private volatile @Nullable Set<Feature> features;
    private volatile @Nullable Commands commands;

    /** @param known the names as the server gives them, {@code object|encoding}; null when it would not say */
    private record Commands(@Nullable Set<String> known, boolean withSubcommands) {}

    /** @param server asks it; gives errors as values and throws what a call throws */
    public ServerCapabilities(ServerSettings settings, Function<Request, Reply> server) {
        this.settings = settings;
        this.server = server;
    }

    @Override
    public String backend() {
        return settings.driver();
    }

    @Override
    public String node() {
        return settings.node().toString();
    }

    @Override
    public String redisVersion() {
        String known = version;
        if (known == null) version = known = askVersion();
        return known;
    }

    private String askVersion() {
        Reply info = server.apply(Request.of("INFO").arg("server"));
        for (String line : text(info).split("\r?\n")) {
            if (line.startsWith("redis_version:"))
                return line.substring("redis_version:".length()).strip();
        }
        // Anybody may say HELLO, and without arguments it changes nothing.
        String greeted = versionIn(server.apply(HELLO));
        return greeted == null ? UNKNOWN_VERSION : greeted;
    }

    /** {@code version} in the reply to HELLO, which is a flat list in RESP2. */
    private static @Nullable String versionIn(Reply hello) {
        if (!(hello instanceof Reply.MapOf) && !(hello instanceof Reply.Array)) return null;
        List<Reply> flat = Reply.elements(hello);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            if (text(flat.get(i)).equals("version")) return text(flat.get(i + 1));
        }
        return null;
    }

    @Override
    public Set<Feature> features() {
        Set<Feature> known = features;
        if (known == null) features = known = askFeatures();
        return known;
    }

    private Set<Feature> askFeatures() {
        Set<Feature> set = EnumSet.of(
                Feature.SCRIPTS,
                Feature.TRANSACTIONS,
                Feature.PUBSUB,
                Feature.PERSISTENCE,
                Feature.DATABASES,
                Feature.MULTI_SLOT);
        if (settings.resp3()) set.add(Feature.PUSH);
        if (major() >= 7) set.add(Feature.SHARDED_PUBSUB);
        return Set.copyOf(set);
    }

    /** A server that hides its version is taken for a current one. */
    private int major() {
        try {
            return Integer.parseInt(redisVersion().split("\\.", 2)[0]);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    @Override
    public boolean supports(String command) {
        Commands all = commands;
        if (all == null) commands = all = askCommands();
        if (all.known == null) return true;
        String[] words = command.toLowerCase(Locale.ROOT).split("[ |]", 2);
        return all.known.contains(words.length > 1 && all.withSubcommands ? words[0] + "|" + words[1] : words[0]);
    }

    private Commands askCommands() {
        Set<String> names = names(server.apply(Request.of("COMMAND").arg("LIST")));
        if (names != null) return new Commands(names, true);
        // Before 7.0: all about every command, of which we want the name.
        return new Commands(names(server.apply(Request.of("COMMAND"))), false);
    }

    private static @Nullable Set<String> names(Reply reply) {
        if (!(reply instanceof Reply.Array) && !(reply instanceof Reply.SetOf)) return null;
        Set<String> names = new HashSet<>();
        for (Reply row : Reply.elements(reply)) {
            List<Reply> columns = row instanceof Reply.Array array ? array.elements() : List.of(row);
            if (!columns.isEmpty()) names.add(text(columns.get(0)).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** Any kind of string; empty for what is none. */
    private static String text(Reply reply) {
        if (reply instanceof Reply.Blob blob) return new String(blob.value(), StandardCharsets.UTF_8);
        if (reply instanceof Reply.Verbatim verbatim) return new String(verbatim.value(), StandardCharsets.UTF_8);
        return reply instanceof Reply.Text text ? text.value() : "";
    }
}
