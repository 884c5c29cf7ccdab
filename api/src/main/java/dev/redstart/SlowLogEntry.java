package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command that took long.
 *
 * @param id         grows from entry to entry, and is never used twice while the server runs
 * @param time       when it was executed, in whole seconds
 * @param duration   how long its execution took, in microseconds; waiting and sending are not counted
 * @param words      its name and arguments; the server shortens long ones, leaves out what is above 32, and never keeps
 *     passwords
 * @param client     address of the client, as {@code 127.0.0.1:52555}
 * @param clientName the client's name; empty when it has none
 */
public record SlowLogEntry(
        long id, Instant time, Duration duration, List<Bytes> words, String client, String clientName) {

    private static final Decoder<List<Bytes>> WORDS = Decoders.list(Decoders.bytes());

    static SlowLogEntry decode(Reply reply) {
        List<Reply> columns = Decoders.elements(reply);
        if (columns.size() < 6) throw new UnexpectedReply("an entry of at least six columns", reply);
        return new SlowLogEntry(
                Decoders.integer().decode(columns.get(0)),
                Instant.ofEpochSecond(Decoders.integer().decode(columns.get(1))),
                Times.micros(Decoders.integer().decode(columns.get(2))),
                WORDS.decode(columns.get(3)),
                Decoders.string(columns.get(4)),
                Decoders.string(columns.get(5)));
    }

    /** Name and arguments as text, joined by blanks; for people, since what is no UTF-8 is replaced. */
    public String line() {
        return words.stream().map(Bytes::toUtf8).collect(Collectors.joining(" "));
    }
}
