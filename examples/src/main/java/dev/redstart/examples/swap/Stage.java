package dev.redstart.examples.swap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.Command;
import dev.redstart.Commands;
import dev.redstart.Redis;
import dev.redstart.RedisCommands;
import dev.redstart.Result;
import dev.redstart.TypedRedis;
import dev.redstart.spi.RedisReplyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a chapter plays: the handle, its dice, its keys, and the notes of what came out. */
final class Stage {

    /** Far away, on a whole second. */
    private static final Instant DEADLINE = Instant.parse("2100-01-01T00:00:00Z");

    private static final int KEYS = 6;

    /** For all that is not a single blocking command. */
    final Redis handle;

    /** The commands to make steps of. */
    final RedisCommands<String, String> redis;

    final Dice dice;
    private final String name;
    private final String prefix;
    private final Writer transcript;
    private final MessageDigest sha = Digest.sha256();
    private String lastCommand = "";
    private int steps;
    private int errors;

    Stage(String name, Redis handle, String prefix, Writer transcript) {
        this.name = name;
        this.handle = handle;
        this.prefix = prefix + name + ":";
        this.transcript = transcript;
        this.dice = new Dice(name);
        this.redis = heard(handle);
    }

    /** The key of this name. */
    String key(Object id) {
        return prefix + id;
    }

    /** One of a handful of keys. */
    String key() {
        return key(dice.below(KEYS));
    }

    /** A point in time that no run will see. */
    Instant deadline() {
        return DEADLINE.plusSeconds(dice.below(10) * 1000L);
    }

    /** A point in time that is gone. */
    Instant past() {
        return Instant.ofEpochSecond(1_000_000_000);
    }

    /** A view that remembers what it was asked, for the notes of {@link #step}. */
    <K, V> RedisCommands<K, V> heard(TypedRedis<K, V> view) {
        return new RedisCommands<>() {
            @Override
            public <T extends @Nullable Object> T call(Command<T> command) {
                lastCommand = Canon.request(command.request());
                return view.call(command);
            }

            @Override
            public Commands<K, V> commands() {
                return view.commands();
            }
        };
    }

    /** Runs one command of {@link #redis} and notes it with what it gave: a value, or an error of the server. */
    void step(Supplier<?> call) {
        Object value;
        try {
            value = call.get();
        } catch (RedisReplyException e) {
            noteError(lastCommand, e);
            return;
        }
        note(lastCommand, value);
    }

    /** The same for a command that gives nothing. */
    void step(Runnable call) {
        step(() -> {
            call.run();
            return "done";
        });
    }

    /** Waits for a result and notes it. */
    void step(String what, Result<?> result) {
        try {
            note(what, result.get());
        } catch (RedisReplyException e) {
            noteError(what, e);
        }
    }

    /** Notes a fact: also for what may differ itself, when a property of it may not. */
    void note(String what, @Nullable Object value) {
        write(what, Canon.text(value));
    }

    void noteError(String what, RedisReplyException error) {
        errors++;
        write(what, "error " + error.reply());
    }

    private void write(String what, String result) {
        steps++;
        String line = name + " " + steps + " " + what + ": " + result + "\n";
        sha.update(line.getBytes(UTF_8));
        try {
            transcript.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript", e);
        }
    }

    /** To be asked once, at the end. */
    Digest digest() {
        return new Digest(name, steps, errors, Digest.hex(sha));
    }
}
