package dev.redstart;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A Micrometer timer per command, {@value #NAME}, tagged {@code command}, {@code backend} and {@code outcome}
 * ({@link CommandEnd.Outcome#tag}). Needs {@code micrometer-core} on the class path, which Redstart does not bring along.
 *
 * <p>One may serve several handles; tell them apart by tags of your own.
 */
public final class CommandMeters implements CommandListener {

    /** Name of the timers. */
    public static final String NAME = "redstart.commands";

    private final MeterRegistry registry;
    private final Tags tags;
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String command, String backend, CommandEnd.Outcome outcome) {}

    /** Registers there as commands come; with these tags besides its own. */
    public CommandMeters(MeterRegistry registry, Iterable<? extends Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
    }

    @Override
    public Ending started(CommandStart command) {
        return end -> timers.computeIfAbsent(new Key(command.command(), command.backend(), end.outcome()), this::timer)
                .record(end.elapsed());
    }

    private Timer timer(Key key) {
        return Timer.builder(NAME)
                .description("commands to Redis, from hand-over to reply")
                .tags(tags)
                .tags("command", key.command, "backend", key.backend, "outcome", key.outcome.tag())
                .register(registry);
    }
}
