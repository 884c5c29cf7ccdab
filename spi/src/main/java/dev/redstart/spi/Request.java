package dev.redstart.spi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One command, ready to be sent: its name, its arguments, which of them are keys, where it goes and on which lane, whether
 * it only reads, and how long it may take. Immutable; its arrays belong to the receiver and are not to be changed.
 *
 * <p>By hand: {@code Request.of("NEWCMD").key("user:1").arg("x")}. Each step gives a new request, so a prefix can be kept
 * and reused. Typed commands use the {@link Builder}.
 */
public final class Request {

    /** {@link #timeoutMillis()} of a request that takes the transport's own timeout. */
    public static final long DEFAULT_TIMEOUT = -1;

    private static final byte[][] NO_ARGUMENTS = {};
    private static final int[] NO_KEYS = {};
    private static final int[] FIRST_IS_KEY = {0};

    private final Head head;
    private final byte[][] arguments;
    private final int[] keyPositions;
    private final @Nullable Route route;
    private final long timeoutMillis;

    private Request(Head head, byte[][] arguments, int[] keyPositions, @Nullable Route route, long timeoutMillis) {
        this.head = head;
        this.arguments = arguments;
        this.keyPositions = keyPositions;
        this.route = route;
        this.timeoutMillis = timeoutMillis;
    }

    /** What all requests of one command have in common; made once and shared. */
    private record Head(String name, byte[] bytes, Lane lane, Access access) {

        private static final Map<String, Head> READS = new ConcurrentHashMap<>();
        private static final Map<String, Head> WRITES = new ConcurrentHashMap<>();

        /** Names come from code, not from users: this is bounded by the number of commands. */
        static Head shared(String name, Access access) {
            Map<String, Head> heads = access == Access.READ ? READS : WRITES;
            Head head = heads.get(name);
            return head != null ? head : heads.computeIfAbsent(name, n -> of(n, Lane.SHARED, access));
        }

        static Head of(String name, Lane lane, Access access) {
            return new Head(name, name.getBytes(StandardCharsets.UTF_8), lane, access);
        }
    }

    /** What a command may do to the data; decides whether it may be sent again after a failure. */
    public enum Access {
        /** Reads only: safe to repeat. */
        READ,
        /** Writes, and doing it twice is the same as once, as the caller has said. */
        IDEMPOTENT_WRITE,
        /** Writes. */
        WRITE
    }

    /** A request without arguments, on the shared lane, taken for a write. */
    public static Request of(String name) {
        if (name.isBlank()) throw new IllegalArgumentException("a command needs a name");
        return new Request(
                Head.of(name.toUpperCase(Locale.ROOT), Lane.SHARED, Access.WRITE),
                NO_ARGUMENTS,
                NO_KEYS,
                null,
                DEFAULT_TIMEOUT);
    }

    /** A builder for a command that only reads; {@code expected} arguments are made room for. */
    public static Builder read(String name, int expected) {
        return new Builder(Head.shared(name, Access.READ), expected);
    }

    /** A builder for a command that writes; {@code expected} arguments are made room for. */
    public static Builder write(String name, int expected) {
        return new Builder(Head.shared(name, Access.WRITE), expected);
    }

    /** With one more key, as UTF-8. */
    public Request key(String key) {
        return key(key.getBytes(StandardCharsets.UTF_8));
    }

    /** With one more key. */
    public Request key(byte[] key) {
        int[] keys = Arrays.copyOf(keyPositions, keyPositions.length + 1);
        keys[keyPositions.length] = arguments.length;
        return new Request(head, append(key), keys, route, timeoutMillis);
    }

    /** With one more argument, as UTF-8. */
    public Request arg(String argument) {
        return arg(argument.getBytes(StandardCharsets.UTF_8));
    }

    /** With one more argument, in decimal. */
    public Request arg(long argument) {
        return arg(Long.toString(argument));
    }

    /** With one more argument. */
    public Request arg(byte[] argument) {
        return new Request(head, append(argument), keyPositions, route, timeoutMillis);
    }

    private byte[][] append(byte[] argument) {
        byte[][] more = Arrays.copyOf(arguments, arguments.length + 1);
        more[arguments.length] = argument;
        return more;
    }

    /** With these positions (0 is the first argument after the name) as its keys. */
    public Request keysAt(int... positions) {
        for (int p : positions) {
            if (p < 0 || p >= arguments.length)
                throw new IllegalArgumentException(head.name + " has no argument " + p + ", only " + arguments.length);
        }
        return new Request(head, arguments, positions.clone(), route, timeoutMillis);
    }

    /** Marked as reading only, so that it may be repeated on its own after a lost connection. */
    public Request readOnly() {
        return with(head.lane, Access.READ);
    }

    /** Marked as safe to repeat although it writes. */
    public Request idempotent() {
        return with(head.lane, Access.IDEMPOTENT_WRITE);
    }

    /** On another lane. */
    public Request on(Lane lane) {
        return with(lane, head.access);
    }

    private Request with(Lane lane, Access access) {
        Head other = new Head(head.name, head.bytes, lane, access);
        return new Request(other, arguments, keyPositions, route, timeoutMillis);
    }

    /** To another place than its keys say. */
    public Request to(Route route) {
        return new Request(head, arguments, keyPositions, route, timeoutMillis);
    }

    /** With a time of its own: on the blocking lane how long the server waits, zero for ever; else the reply's deadline. */
    public Request within(Duration timeout) {
        return new Request(head, arguments, keyPositions, route, Builder.millis(timeout));
    }

    /** Name in upper case, without arguments. */
    public String name() {
        return head.name;
    }

    /** The name as it goes over the wire; not to be changed. */
    public byte[] nameBytes() {
        return head.bytes;
    }

    /** The arguments after the name; not to be changed. */
    public byte[][] arguments() {
        return arguments;
    }

    /** Which arguments are keys, ascending; 0 is the first after the name. Not to be changed. */
    public int[] keyPositions() {
        return keyPositions;
    }

    /** Where it goes: as said, else to the node of its first key, else anywhere. */
    public Route route() {
        if (route != null) return route;
        return keyPositions.length == 0 ? Route.ANY : Route.key(arguments[keyPositions[0]]);
    }

    public Lane lane() {
        return head.lane;
    }

    public Access access() {
        return head.access;
    }

    /** Whether doing it twice is as good as once. */
    public boolean isRepeatable() {
        return head.access != Access.WRITE;
    }

    /**
     * On the blocking lane: how long the server waits before it answers null, 0 for ever. Elsewhere: how long the reply may
     * take. {@link #DEFAULT_TIMEOUT} when not said.
     */
    public long timeoutMillis() {
        return timeoutMillis;
    }

    /** Name and number of arguments; never their content, which may be secret. */
    @Override
    public String toString() {
        return head.name + "(" + arguments.length + " arguments, " + keyPositions.length + " keys)";
    }

    /** Collects the arguments of one request; not thread-safe, used once. */
    public static final class Builder {

        private Head head;
        private byte[][] arguments;
        private int size;
        private int[] keys = NO_KEYS;
        private int keyCount;
        private @Nullable Route route;
        private long timeoutMillis = DEFAULT_TIMEOUT;

        private Builder(Head head, int expected) {
            this.head = head;
            this.arguments = expected == 0 ? NO_ARGUMENTS : new byte[expected][];
        }

        public Builder key(byte[] key) {
            if (keyCount == 0 && size == 0) {
                keys = FIRST_IS_KEY;
            } else {
                if (keys == FIRST_IS_KEY || keyCount == keys.length)
                    keys = Arrays.copyOf(keys, Math.max(4, keyCount * 2));
                keys[keyCount] = size;
            }
            keyCount++;
            return arg(key);
        }

        public Builder arg(byte[] argument) {
            if (size == arguments.length) arguments = Arrays.copyOf(arguments, Math.max(4, size * 2));
            arguments[size++] = argument;
            return this;
        }

        /** Blocks on the server for this long, zero meaning for ever: the request goes on the blocking lane. */
        public Builder blocking(Duration timeout) {
            timeoutMillis = millis(timeout);
            head = new Head(head.name, head.bytes, Lane.BLOCKING, head.access);
            return this;
        }

        public Builder pinned() {
            head = new Head(head.name, head.bytes, Lane.PINNED, head.access);
            return this;
        }

        /** See {@link Request#idempotent()}. */
        public Builder idempotent() {
            head = new Head(head.name, head.bytes, head.lane, Access.IDEMPOTENT_WRITE);
            return this;
        }

        public Builder route(Route to) {
            route = to;
            return this;
        }

        public Request build() {
            byte[][] all = size == arguments.length ? arguments : Arrays.copyOf(arguments, size);
            int[] positions = keyCount == keys.length ? keys : Arrays.copyOf(keys, keyCount);
            return new Request(head, all, positions, route, timeoutMillis);
        }

        private static long millis(Duration timeout) {
            if (timeout.isNegative()) throw new IllegalArgumentException("a timeout cannot be negative: " + timeout);
            long millis = timeout.toMillis();
            return timeout.equals(Duration.ofMillis(millis)) ? millis : millis + 1;
        }
    }
}
