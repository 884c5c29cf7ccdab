package dev.redstart.caffeine;

import dev.redstart.engine.EngineOpener;
import dev.redstart.engine.Storage;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Flag;
import dev.redstart.engine.dispatch.KeySpec;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a URL says about a cache. Exactly one of the bounds is there.
 *
 * @param maximumSize       most keys, in all databases together; 0 when the weight is bounded
 * @param maximumWeight     most bytes of keys and encoded values together; 0 when the number is bounded
 * @param expireAfterWrite  a key goes when it has not been written for so long; null: it may stay
 * @param expireAfterAccess a key goes when it has not been used for so long; null: it may stay
 */
record CacheOptions(
        long maximumSize, long maximumWeight, @Nullable Duration expireAfterWrite, @Nullable Duration expireAfterAccess)
        implements Storage {

    static final List<Option> ALL = all();

    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,17}");
    private static final Pattern BYTES = Pattern.compile("([1-9]\\d{0,17})([kmg]?)b?");
    private static final int UNIT_BITS = 10;

    private static List<Option> all() {
        List<Option> options = new ArrayList<>(EngineOpener.options());
        options.add(new Option("maximumSize", "most keys, in all databases together; this or maximumWeight is needed"));
        options.add(new Option("maximumWeight", "most bytes of keys and encoded values, as 500k, 64m, 2g"));
        options.add(new Option("expireAfterWrite", "time after its last change at which a key goes; default never"));
        options.add(new Option("expireAfterAccess", "time after its last use at which a key goes; default never"));
        return List.copyOf(options);
    }

    static CacheOptions parse(Endpoint endpoint) {
        String size = endpoint.text("maximumSize", null);
        String weight = endpoint.text("maximumWeight", null);
        if ((size == null) == (weight == null))
            throw new RedisConfigException("redstart:caffeine: has to be bounded by "
                    + (size == null ? "" : "only one of ")
                    + "maximumSize=10000 (keys) or maximumWeight=64m (bytes)");
        return new CacheOptions(
                size == null ? 0 : count(size),
                weight == null ? 0 : bytes(weight),
                time(endpoint, "expireAfterWrite"),
                time(endpoint, "expireAfterAccess"));
    }

    private static long count(String text) {
        if (!COUNT.matcher(text).matches())
            throw new RedisConfigException("option maximumSize=" + text
                    + " of redstart:caffeine: is not a whole number above zero, of at most 18 digits");
        return Long.parseLong(text);
    }

    private static long bytes(String text) {
        Matcher parts = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            int shift = UNIT_BITS * (parts.group(2).isEmpty() ? 0 : 1 + "kmg".indexOf(parts.group(2)));
            long bytes = Long.parseLong(parts.group(1)) << shift;
            if (bytes >> shift == Long.parseLong(parts.group(1))) return bytes;
        }
        throw new RedisConfigException("option maximumWeight=" + text
                + " of redstart:caffeine: is not a number of bytes above zero, as 100000, 500k, 64m or 2g");
    }

    private static @Nullable Duration time(Endpoint endpoint, String name) {
        return endpoint.text(name, null) == null ? null : endpoint.duration(name, Duration.ZERO);
    }

    boolean isWeighed() {
        return maximumWeight > 0;
    }

    /** Whether keys go by themselves, without a TTL of their own. */
    boolean expires() {
        return expireAfterWrite != null || expireAfterAccess != null;
    }

    @Override
    public KeyspaceStore create(Clock clock) {
        return new CacheStore(this, clock);
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.EVICTION);
    }

    /** All but what persists, replicates and administers a server. */
    @Override
    public boolean offers(Command command) {
        Collection<Command> parts = command.subcommands().values();
        return parts.isEmpty()
                ? !isAdministrative(command)
                : parts.stream().anyMatch(part -> !isAdministrative(part) && !isHelp(part));
    }

    /** What works on a key is about data, whatever it is flagged. */
    private static boolean isAdministrative(Command command) {
        return command.is(Flag.ADMIN) && command.keys() == KeySpec.NONE;
    }

    private static boolean isHelp(Command command) {
        return command.name().endsWith(" HELP");
    }

    /** As in a URL. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (maximumSize > 0) parts.add("maximumSize=" + maximumSize);
        if (maximumWeight > 0) parts.add("maximumWeight=" + maximumWeight);
        if (expireAfterWrite != null) parts.add("expireAfterWrite=" + expireAfterWrite.toMillis() + "ms");
        if (expireAfterAccess != null) parts.add("expireAfterAccess=" + expireAfterAccess.toMillis() + "ms");
        return String.join("&", parts);
    }
}
