package dev.redstart.engine.dispatch;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Those who see every command: MONITOR. A command is shown after it has run, before its client may send the next;
 * administrative ones are not shown, and secrets among the arguments stand as {@code (redacted)}.
 *
 * <p>Lines hold printable ASCII only: anything else in an argument is escaped as in a C string.
 */
public final class Monitors {

    private final Set<Consumer<String>> receivers = new LinkedHashSet<>();

    /** Who hears lines under the engine's lock, so must not wait; false when it does already. */
    public boolean add(Consumer<String> receiver) {
        return receivers.add(receiver);
    }

    /** False when it did not hear any. */
    public boolean remove(Consumer<String> receiver) {
        return receivers.remove(receiver);
    }

    boolean isEmpty() {
        return receivers.isEmpty();
    }

    void show(Call call, Instant now) {
        if (call.command().is(Flag.ADMIN)) return;
        String line = line(call, now);
        for (Consumer<String> r : receivers) r.accept(line);
    }

    private static String line(Call call, Instant now) {
        StringBuilder line = new StringBuilder(64);
        line.append(now.getEpochSecond()).append('.');
        String micros = Integer.toString(now.getNano() / 1000);
        line.append("0".repeat(6 - micros.length())).append(micros);
        ClientSession session = call.session();
        line.append(" [").append(session.database()).append(' ');
        line.append(session.isUnixSocket() ? "unix:" : "")
                .append(address(session))
                .append(']');
        for (byte[] word : call.shownWords()) {
            line.append(' ');
            quote(line, word);
        }
        return line.toString();
    }

    /** Of a Unix socket only its path. */
    private static String address(ClientSession session) {
        String address = session.address();
        return session.isUnixSocket() ? address.substring(0, address.length() - 2) : address;
    }

    /** Appends it in double quotes, escaped. */
    public static void quote(StringBuilder to, byte[] bytes) {
        to.append('"');
        for (byte b : bytes) {
            switch (b) {
                case '\\', '"' -> to.append('\\').append((char) b);
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                case 7 -> to.append("\\a");
                case '\b' -> to.append("\\b");
                default -> {
                    if (b >= ' ' && b <= '~') to.append((char) b);
                    else to.append(String.format(Locale.ROOT, "\\x%02x", b));
                }
            }
        }
        to.append('"');
    }
}
