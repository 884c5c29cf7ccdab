package dev.redstart.engine.dispatch;

import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.keyspace.Limits;
import java.util.function.LongConsumer;

/**
 * Which parameters the engine heeds, and where they go. Those that only a network or a disk gives a meaning are heeded by
 * who has these; the rest can be set and read, and nothing follows.
 */
final class Settings {

    private Settings() {}

    static void bind(ServerConfig config, Dispatcher dispatcher) {
        Limits limits = dispatcher.limits();
        for (Limits.Setting s : Limits.SETTINGS)
            number(config, s.name(), n -> s.set().accept(limits, clamped(n)));
        number(config, "proto-max-bulk-len", n -> limits.maxStringLength = (int) Math.min(n, Limits.MAX_STRING_LENGTH));
        config.onChange("notify-keyspace-events", letters -> {
            if (!dispatcher.events().configure(letters)) throw new ConfigException("Invalid event class character.");
        });
        number(config, "busy-reply-threshold", dispatcher.scripts()::threshold);
        dispatcher.memory().bind(config);
        number(config, "tracking-table-max-keys", dispatcher.tracking()::maxKeys);
        number(config, "active-expire-effort", n -> dispatcher.timekeeper().effort((int) n));
        number(config, "hz", dispatcher.timekeeper()::frequency);
        Stopwatch stopwatch = dispatcher.stopwatch();
        number(config, "slowlog-log-slower-than", stopwatch::slowerThan);
        number(config, "slowlog-max-len", stopwatch.slowLog()::capacity);
        number(config, "latency-monitor-threshold", stopwatch::latencyThreshold);
        config.onChange("latency-tracking", value -> stopwatch.keepDistributions(value.equals("yes")));
        config.onChange("requirepass", dispatcher.access().users()::defaultPassword);
        config.onChange(
                "acl-pubsub-default", value -> dispatcher.access().users().allChannels(value.equals("allchannels")));
        number(config, "acllog-max-len", dispatcher.access().log()::capacity);
    }

    private static void number(ServerConfig config, String name, LongConsumer to) {
        config.onChange(name, value -> to.accept(config.number(name)));
    }

    private static int clamped(long n) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, n));
    }
}
