package dev.redstart;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * A Micrometer Observation per command, named {@value #NAME}: with a tracing bridge on the class path it becomes a client
 * span below the caller's, with names from OpenTelemetry's conventions for databases ({@code db.system.name},
 * {@code db.operation.name}, {@code db.operation.batch.size}, {@code db.response.status_code}, {@code server.address}).
 * Needs {@code micrometer-observation} on the class path, which Redstart does not bring along.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/redis/">the conventions for Redis</a>
 */
public final class CommandObservations implements CommandListener {

    /** Name of the observations. */
    public static final String NAME = "db.client.operation";

    private final ObservationRegistry registry;

    public CommandObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable Ending started(CommandStart command) {
        if (registry.isNoop()) return null;
        Observation observation = Observation.createNotStarted(NAME, () -> context(command), registry)
                .contextualName(command.command())
                .lowCardinalityKeyValue("db.system.name", "redis")
                .lowCardinalityKeyValue("db.operation.name", command.command())
                .lowCardinalityKeyValue("redstart.backend", command.backend())
                .highCardinalityKeyValue("server.address", command.node());
        if (command.batch() > 1)
            observation.highCardinalityKeyValue("db.operation.batch.size", Integer.toString(command.batch()));
        observation.start();
        return end -> {
            observation.lowCardinalityKeyValue("redstart.outcome", end.outcome().tag());
            if (end.errorCode() != null)
                observation.highCardinalityKeyValue("db.response.status_code", end.errorCode());
            if (end.failure() != null) observation.error(end.failure());
            observation.stop();
        };
    }

    /** Redis takes no headers: the trace ends at this side of the connection. */
    private static Observation.Context context(CommandStart command) {
        SenderContext<CommandStart> context = new SenderContext<>((carrier, key, value) -> {}, Kind.CLIENT);
        context.setCarrier(command);
        context.setRemoteServiceName("redis");
        return context;
    }
}
