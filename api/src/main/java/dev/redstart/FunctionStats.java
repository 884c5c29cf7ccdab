package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code FUNCTION STATS} tells.
 *
 * @param running the function that runs now, or null
 * @param engines by name, as {@code LUA}; cannot be changed
 */
public record FunctionStats(@Nullable Running running, Map<String, Engine> engines) {

    private static final Decoder<Map<String, Engine>> ENGINES = Decoders.map(Decoders.text(), Engine::decode);
    private static final Decoder<@Nullable Running> RUNNING = Decoders.orNull(Running::decode);

    static FunctionStats decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new FunctionStats(RUNNING.decode(fields.get("running_script")), ENGINES.decode(fields.get("engines")));
    }

    /**
     * A function that runs.
     *
     * @param name    the function's name
     * @param command the command that called it, and its arguments, which may be any bytes; cannot be changed
     * @param since   for how long it has been running
     */
    public record Running(String name, List<Bytes> command, Duration since) {

        private static final Decoder<List<Bytes>> COMMAND = Decoders.list(Decoders.bytes());

        static Running decode(Reply reply) {
            Fields fields = Fields.of(reply);
            return new Running(
                    fields.text("name"),
                    COMMAND.decode(fields.get("command")),
                    Duration.ofMillis(fields.integer("duration_ms")));
        }
    }

    /**
     * What one language has.
     *
     * @param libraries how many libraries
     * @param functions how many functions
     */
    public record Engine(long libraries, long functions) {

        static Engine decode(Reply reply) {
            Fields fields = Fields.of(reply);
            return new Engine(fields.integer("libraries_count"), fields.integer("functions_count"));
        }
    }
}
