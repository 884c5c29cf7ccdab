package dev.redstart.server;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.structure.Numbers;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of the bytes of one connection: arrays of bulk strings, or lines as a person types them.
 *
 * <p>Use: {@link #feed} what has come, call {@link #next} until it says false, then {@link #settle}. In between the bytes
 * stand in an array that all connections of a thread share, so that an idle one holds nothing; only a command that has
 * come in part is kept. An argument of {@value #BIG_ARGUMENT} bytes or more is collected in its own array, which becomes
 * the argument; that array grows with what arrives, never ahead of it by more than its own size, since an announcement
 * alone must not cost memory.
 *
 * <p>A name is looked up where it stands; only that of a command that does not exist, or in mixed letters, becomes a string.
 */
final class RequestDecoder {

    /** How much of a client's input may be a line, or an announcement. */
    private static final int MAX_LINE = 64 * 1024;

    static final int BIG_ARGUMENT = 32 * 1024;
    private static final int FIRST_BIG_ROOM = 1024 * 1024;
    private static final int FIRST_ROOM_FOR_ARGUMENTS = 1024;
    /** What a client may announce before it has shown its password. */
    private static final int UNAUTHENTICATED_WORDS = 10;

    private static final int UNAUTHENTICATED_BYTES = 16 * 1024;
    private static final int SCRATCH_BYTES = 64 * 1024;

    private static final byte[] EMPTY = {};
    private static final byte[][] NO_ARGUMENTS = {};

    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[SCRATCH_BYTES];
        }
    };

    /** What else decides about an announcement; may change between commands. */
    interface Limits {

        /** How long an argument may be: {@code proto-max-bulk-len}. */
        long argumentBytes();

        /** Whether the client still owes a password. */
        boolean unauthenticated();
    }

    private final CommandNames names;
    private final Limits limits;

    /** Holds what has come and is not yet used, from {@code position} to {@code limit}. */
    private byte[] bytes = EMPTY;

    private int position;
    private int limit;

    /** Words of the command at hand that are still to come; 0 between commands. */
    private int missingWords;
    /** Announced length of the next of them; -1 before its announcement. */
    private int wordLength = -1;
    /** The next of them, when it is big and has not come as a whole. */
    private byte @Nullable [] big;

    private int bigFilled;
    /** How much of the line break behind it has come. */
    private int bigBreak;

    private @Nullable Command command;
    private @Nullable String name;
    private byte[][] arguments = NO_ARGUMENTS;
    private int argumentCount;
    private long argumentBytes;
    /** Whether the word to come is the command's name. */
    private boolean atName;

    RequestDecoder(CommandNames names, Limits limits) {
        this.names = names;
        this.limits = limits;
    }

    /** Takes all that there is to read. */
    void feed(ByteBuf in) {
        if (big != null && position == limit) fill(big, in);
        int n = in.readableBytes();
        if (n == 0) return;
        int rest = limit - position;
        if (rest == 0) {
            byte[] scratch = SCRATCH.get();
            bytes = n <= scratch.length ? scratch : new byte[n];
            position = 0;
            limit = 0;
        } else if (limit + n > bytes.length) {
            byte[] larger = new byte[Math.max(rest + n, 2 * rest)];
            System.arraycopy(bytes, position, larger, 0, rest);
            bytes = larger;
            position = 0;
            limit = rest;
        }
        in.readBytes(bytes, limit, n);
        limit += n;
    }

    private void fill(byte[] room, ByteBuf in) {
        byte[] to = room;
        while (bigFilled < wordLength && in.isReadable()) {
            to = roomFor(to);
            int n = Math.min(in.readableBytes(), to.length - bigFilled);
            in.readBytes(to, bigFilled, n);
            bigFilled += n;
        }
        big = to;
    }

    private byte[] roomFor(byte[] room) {
        if (bigFilled < room.length) return room;
        return Arrays.copyOf(room, (int) Math.min(wordLength, 2L * room.length));
    }

    /** Lets go of the shared array. */
    void settle() {
        if (position == limit) {
            bytes = EMPTY;
            position = 0;
            limit = 0;
        } else if (bytes == SCRATCH.get()) {
            bytes = Arrays.copyOfRange(bytes, position, limit);
            limit -= position;
            position = 0;
        }
    }

    /** Bytes received that no command has been made of. */
    long pendingBytes() {
        return limit - position + bigFilled + argumentBytes;
    }

    /** The row of the command that {@link #next} found; null when there is none of that name. */
    @Nullable
    Command command() {
        return command;
    }

    /** Its name as it came. */
    String name() {
        return name == null ? "" : name;
    }

    /** Its arguments; the caller's from now on. */
    byte[][] arguments() {
        byte[][] taken = argumentCount == arguments.length ? arguments : Arrays.copyOf(arguments, argumentCount);
        arguments = NO_ARGUMENTS;
        argumentCount = 0;
        return taken;
    }

    /** True when a command is complete; false when more has to come first. */
    boolean next() throws ProtocolException {
        while (true) {
            if (missingWords == 0) {
                if (position == limit) return false;
                if (bytes[position] != '*') {
                    int found = inline();
                    if (found > 0) return true;
                    if (found < 0) return false;
                    continue;
                }
                if (!begin()) return false;
                if (missingWords == 0) continue;
            }
            while (missingWords > 0) if (!word()) return false;
            argumentBytes = 0;
            return true;
        }
    }

    /** A line: 1 when it holds a command, 0 when it is empty, -1 when it has not come as a whole. */
    private int inline() throws ProtocolException {
        int end = indexOf('\n');
        if (end < 0) {
            if (limit - position > MAX_LINE) throw new ProtocolException("too big inline request");
            return -1;
        }
        int length = end - position;
        if (length > 0 && bytes[end - 1] == '\r') length--;
        List<byte[]> words = InlineWords.split(bytes, position, length);
        position = end + 1;
        if (words.isEmpty()) return 0;
        byte[] first = words.get(0);
        named(first, 0, first.length);
        arguments = words.subList(1, words.size()).toArray(NO_ARGUMENTS);
        argumentCount = arguments.length;
        return 1;
    }

    private boolean begin() throws ProtocolException {
        int end = lineEnd("too big mbulk count string");
        if (end < 0) return false;
        long n = number(position + 1, end, Long.MIN_VALUE, Integer.MAX_VALUE, "invalid multibulk length");
        if (n > UNAUTHENTICATED_WORDS && limits.unauthenticated())
            throw new ProtocolException("unauthenticated multibulk length");
        position = end + 2;
        if (n <= 0) return true;
        missingWords = (int) n;
        arguments = n == 1 ? NO_ARGUMENTS : new byte[(int) Math.min(n - 1, FIRST_ROOM_FOR_ARGUMENTS)][];
        argumentCount = 0;
        atName = true;
        return true;
    }

    /** Takes one word; false when it has not come as a whole. */
    private boolean word() throws ProtocolException {
        if (wordLength < 0) {
            int end = lineEnd("too big bulk count string");
            if (end < 0) return false;
            if (bytes[position] != '$')
                throw new ProtocolException("expected '$', got '" + (char) (bytes[position] & 0xff) + "'");
            long n = number(position + 1, end, 0, limits.argumentBytes(), "invalid bulk length");
            if (n > UNAUTHENTICATED_BYTES && limits.unauthenticated())
                throw new ProtocolException("unauthenticated bulk length");
            position = end + 2;
            wordLength = (int) n;
        }
        if (big != null) return bigWord(big);
        int length = wordLength;
        if (limit - position < length + 2L) return length >= BIG_ARGUMENT && bigWord(firstRoom(length));
        if (atName) named(bytes, position, length);
        else add(Arrays.copyOfRange(bytes, position, position + length));
        // What stands in the place of the line break is not looked at.
        position += length + 2;
        endOfWord();
        return true;
    }

    private static byte[] firstRoom(int length) {
        return new byte[Math.min(length, FIRST_BIG_ROOM)];
    }

    private boolean bigWord(byte[] room) {
        byte[] to = room;
        while (bigFilled < wordLength && position < limit) {
            to = roomFor(to);
            int n = Math.min(limit - position, to.length - bigFilled);
            System.arraycopy(bytes, position, to, bigFilled, n);
            bigFilled += n;
            position += n;
        }
        big = to;
        if (bigFilled < wordLength) return false;
        int breakBytes = Math.min(2 - bigBreak, limit - position);
        position += breakBytes;
        bigBreak += breakBytes;
        if (bigBreak < 2) return false;
        if (atName) named(to, 0, wordLength);
        else add(to);
        big = null;
        bigFilled = 0;
        bigBreak = 0;
        endOfWord();
        return true;
    }

    private void endOfWord() {
        wordLength = -1;
        missingWords--;
        atName = false;
    }

    private void named(byte[] text, int offset, int length) {
        command = names.find(text, offset, length);
        name = typed(command, text, offset, length);
    }

    private void add(byte[] argument) {
        if (argumentCount == arguments.length) {
            // Never past what was announced, so that most often nothing has to be cut off at the end.
            long room = Math.min((long) argumentCount + missingWords, 2L * argumentCount);
            arguments = Arrays.copyOf(arguments, (int) room);
        }
        arguments[argumentCount++] = argument;
        argumentBytes += argument.length;
    }

    /** Where the line break of an announcement is; -1 when it has not come. */
    private int lineEnd(String tooLong) throws ProtocolException {
        int end = indexOf('\r');
        if (end < 0) {
            if (limit - position > MAX_LINE) throw new ProtocolException(tooLong);
            return -1;
        }
        return end + 1 < limit ? end : -1;
    }

    private int indexOf(char c) {
        for (int i = position; i < limit; i++) if (bytes[i] == c) return i;
        return -1;
    }

    private long number(int from, int to, long min, long max, String otherwise) throws ProtocolException {
        int length = to - from;
        // Nearly all are of one digit.
        if (length == 1 && bytes[from] >= '0' && bytes[from] <= '9') return bytes[from] - '0';
        if (length < 1 || !Numbers.isLong(bytes, from, length)) throw new ProtocolException(otherwise);
        long n = Numbers.parseLong(bytes, from, length);
        if (n < min || n > max) throw new ProtocolException(otherwise);
        return n;
    }

    /** Without a new string where a known name is all in capitals or all in small letters, as they mostly are. */
    private static String typed(@Nullable Command command, byte[] text, int offset, int length) {
        boolean capitals = false;
        boolean small = false;
        for (int i = offset; i < offset + length; i++) {
            capitals |= text[i] >= 'A' && text[i] <= 'Z';
            small |= text[i] >= 'a' && text[i] <= 'z';
        }
        if (command != null && !small) return command.name();
        if (command != null && !capitals) return command.shownName();
        return new String(text, offset, length, StandardCharsets.UTF_8);
    }
}
