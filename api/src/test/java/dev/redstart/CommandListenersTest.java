package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.CommandEnd.Outcome;
import dev.redstart.spi.Phase;
import dev.redstart.spi.Reply;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The listeners that come with Redstart. */
class CommandListenersTest {

    private final ScriptedTransport transport = new ScriptedTransport();

    private Redis watchedBy(CommandListener listener) {
        return Redstart.over(new ObservedTransport(transport, listener));
    }

    @Test
    void timersByCommandBackendAndOutcome() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Redis redis = watchedBy(new CommandMeters(registry, Tags.of("service", "shop")));
        redis.get("k");
        redis.get("k");
        transport.script = request -> new Reply.Error("OOM no room");
        assertThatThrownBy(() -> redis.set("k", "v")).hasMessageContaining("OOM");

        assertThat(registry.get(CommandMeters.NAME)
                        .tags("command", "GET", "backend", "scripted", "outcome", "success", "service", "shop")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get(CommandMeters.NAME)
                        .tags("command", "SET", "outcome", "error")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCommandTakenBackIsTold() {
        List<Outcome> outcomes = new ArrayList<>();
        Redis redis = watchedBy(command -> end -> outcomes.add(end.outcome()));
        transport.holding = true;
        redis.async().get("k").cancel();
        assertThat(outcomes).containsExactly(Outcome.CANCELLED);
    }

    /** Keeps what a tracing bridge would make spans of. */
    private static final class Spans implements ObservationHandler<Observation.Context> {
        final List<Observation.Context> stopped = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        String value(int i, String key) {
            return stopped.get(i).getAllKeyValues().stream()
                    .filter(pair -> pair.getKey().equals(key))
                    .map(KeyValue::getValue)
                    .findFirst()
                    .orElse("none");
        }
    }

    @Test
    void spansBelowTheCallers() {
        Spans spans = new Spans();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(spans);
        Redis redis = watchedBy(new CommandObservations(registry));
        Observation outer = Observation.start("request", registry);
        try (Observation.Scope scope = outer.openScope()) {
            assertThat(scope).isNotNull();
            redis.get("secret-key");
        }
        transport.script = request -> new Reply.Error("WRONGTYPE no list");
        assertThatThrownBy(() -> redis.lpush("k", "v")).hasMessageContaining("WRONGTYPE");
        transport.script = request -> {
            throw transport.lost(request, Phase.UNKNOWN);
        };
        assertThatThrownBy(() -> redis.incr("k")).hasMessageContaining("lost");

        assertThat(spans.stopped).hasSize(3).allSatisfy(context -> {
            assertThat(context.getName()).isEqualTo(CommandObservations.NAME);
            assertThat(context).isInstanceOf(SenderContext.class);
            assertThat(context.toString()).doesNotContain("secret");
        });
        assertThat(spans.stopped.get(0).getParentObservation()).isSameAs(outer);
        assertThat(spans.stopped.get(0).getContextualName()).isEqualTo("GET");
        assertThat(spans.value(0, "db.system.name")).isEqualTo("redis");
        assertThat(spans.value(0, "db.operation.name")).isEqualTo("GET");
        assertThat(spans.value(0, "server.address")).isEqualTo("memory");
        assertThat(spans.value(1, "db.response.status_code")).isEqualTo("WRONGTYPE");
        assertThat(spans.value(1, "redstart.outcome")).isEqualTo("error");
        assertThat(spans.value(2, "redstart.outcome")).isEqualTo("unknown");
        assertThat(spans.stopped.get(2).getError()).hasMessageContaining("lost");
    }

    @Test
    void slowOnesAreLoggedWithoutTheirArguments() {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.redstart.slow");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            watchedBy(new SlowCommandLog(Duration.ofHours(1))).get("secret");
            assertThat(lines).isEmpty();
            watchedBy(new SlowCommandLog(Duration.ZERO)).get("secret");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).matches("GET on scripted at memory took \\d+ ms: success");
        assertThatThrownBy(() -> new SlowCommandLog(Duration.ofMillis(-1))).hasMessageContaining("zero or more");
    }
}
