package dev.redstart.server;

import dev.redstart.engine.config.ServerConfig;
import java.util.concurrent.TimeUnit;

/** The parameters that a port heeds, as they are at the moment: written by CONFIG SET, read by all event loops. */
final class Settings {

    private static final int WORDS_PER_CLASS = 4;

    volatile int maxClients;
    /** 0 for never. */
    volatile long idleTimeoutMillis;

    volatile long queryBufferBytes;
    volatile long argumentBytes;
    volatile boolean protectedMode;
    /** 0 for off. */
    volatile int keepAliveSeconds;

    volatile OutputLimit normalOutput = OutputLimit.NONE;
    volatile OutputLimit pubSubOutput = OutputLimit.NONE;

    /** With the engine's lock. */
    Settings(ServerConfig config) {
        config.onChange(
                "maxclients", value -> maxClients = (int) Math.min(Integer.MAX_VALUE, config.number("maxclients")));
        config.onChange("timeout", value -> idleTimeoutMillis = TimeUnit.SECONDS.toMillis(config.number("timeout")));
        config.onChange(
                "client-query-buffer-limit", value -> queryBufferBytes = config.number("client-query-buffer-limit"));
        config.onChange(
                "proto-max-bulk-len",
                value -> argumentBytes = Math.min(Integer.MAX_VALUE - 8, config.number("proto-max-bulk-len")));
        config.onChange("protected-mode", value -> protectedMode = value.equals("yes"));
        config.onChange("tcp-keepalive", value -> keepAliveSeconds = (int) config.number("tcp-keepalive"));
        config.onChange("client-output-buffer-limit", this::outputLimits);
    }

    private void outputLimits(String value) {
        String[] words = value.split(" ");
        for (int i = 0; i + WORDS_PER_CLASS <= words.length; i += WORDS_PER_CLASS) {
            OutputLimit limit = new OutputLimit(
                    Long.parseLong(words[i + 1]), Long.parseLong(words[i + 2]), Integer.parseInt(words[i + 3]));
            if (words[i].equals("normal")) normalOutput = limit;
            else if (words[i].equals("pubsub")) pubSubOutput = limit;
        }
    }

    /** For a client that listens to messages, or one that does not. */
    OutputLimit output(boolean listening) {
        return listening ? pubSubOutput : normalOutput;
    }
}
