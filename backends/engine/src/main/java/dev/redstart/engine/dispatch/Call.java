package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.KeyLooks;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One running command, as its function sees it: arguments, data, reply, and what it has to tell others. Reused for the
 * next command of the session, so a function keeps no hold of it.
 *
 * <p>Argument 0 is the first after the name; of a subcommand, the subcommand's word.
 */
public final class Call {

    private static final byte[][] NO_ARGS = {};
    private static final byte[] REDACTED = "(redacted)".getBytes(StandardCharsets.US_ASCII);
    private static final double MILLIS_PER_SECOND = 1000;

    private final Dispatcher dispatcher;
    private final ClientSession session;
    private @Nullable Command command;
    private @Nullable ReplySink reply;
    private @Nullable Waiter waiter;
    private byte[][] args = NO_ARGS;
    /** Null while it runs without the lock. */
    private @Nullable Keyspace db;

    private KeyLooks looks;
    private final CommandTime time;
    private @Nullable BitSet secrets;
    /** Set while a command that waits is run again. */
    BlockedClients.@Nullable Waiting retrying;

    private long startedNanos;
    /** Whether the command itself is propagated if it changes something. */
    boolean propagatesItself;

    Call(Dispatcher dispatcher, ClientSession session) {
        this.dispatcher = dispatcher;
        this.session = session;
        this.time = dispatcher.time();
        Keyspace selected = dispatcher.database(session);
        this.db = selected;
        this.looks = selected;
    }

    /** One that runs without the lock. */
    Call(Dispatcher dispatcher, ClientSession session, CommandTime time, KeyLooks looks) {
        this.dispatcher = dispatcher;
        this.session = session;
        this.time = time;
        this.looks = looks;
    }

    void looks(KeyLooks looks) {
        this.looks = looks;
    }

    void begin(Command command, byte[][] args, ReplySink reply, @Nullable Waiter waiter) {
        this.command = command;
        this.args = args;
        this.reply = reply;
        this.waiter = waiter;
        secrets = null;
    }

    /** The command is refused and will not run; for who asks meanwhile what the client has sent. */
    void refused(Command command, byte[][] args) {
        this.command = command;
        this.args = args;
    }

    /** The database selected: found anew at each run, for SELECT and SWAPDB change it. */
    void resolveDatabase() {
        Keyspace selected = dispatcher.database(session);
        db = selected;
        looks = selected;
    }

    void started(long nanos) {
        startedNanos = nanos;
    }

    /** When it began, by {@link System#nanoTime}. Only of a command that is always measured, as those are that may take long. */
    long startedNanos() {
        return startedNanos;
    }

    Waiter waiter() {
        return Objects.requireNonNull(waiter);
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public ClientSession session() {
        return session;
    }

    public Command command() {
        return Objects.requireNonNull(command);
    }

    public ReplySink reply() {
        return Objects.requireNonNull(reply);
    }

    /** The database selected. */
    public Keyspace db() {
        return Objects.requireNonNull(db, "a command that runs without the lock asks looks()");
    }

    /** The database selected, for questions only; all that a command may use that may run without the lock. */
    public KeyLooks looks() {
        return looks;
    }

    /** Another database. */
    public Keyspace db(int index) {
        return dispatcher.databases().get(index);
    }

    public Limits limits() {
        return dispatcher.limits();
    }

    public RandomGenerator random() {
        return dispatcher.random();
    }

    /** A time up to this one has passed: that is {@link #now}, or never while a log of commands is run again. */
    public long due() {
        return time.due();
    }

    /** Whether a log of commands is run again: they were accepted once, and are not to be refused now. */
    public boolean isReplayed() {
        return !time.isExpiring();
    }

    /** The moment of this command, in milliseconds since the epoch. */
    public long now() {
        return time.millis();
    }

    // Arguments

    public int count() {
        return args.length;
    }

    /** Not to be changed; may be kept. */
    public byte[] arg(int i) {
        return args[i];
    }

    public byte[][] args() {
        return args;
    }

    /** The arguments {@code from} (inclusive) to {@code to} (exclusive). */
    public List<byte[]> args(int from, int to) {
        return Arrays.asList(args).subList(from, to);
    }

    /** Whether the argument is exactly this. */
    public boolean is(int i, char sign) {
        return args[i].length == 1 && args[i][0] == sign;
    }

    /** Whether the argument is that word (given in upper case), in whatever case. */
    public boolean is(int i, String word) {
        byte[] arg = args[i];
        if (arg.length != word.length()) return false;
        for (int n = 0; n < arg.length; n++) {
            int c = arg[n];
            if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
            if (c != word.charAt(n)) return false;
        }
        return true;
    }

    /** Whether {@code n} more arguments stand behind this one, as the values of an option must. */
    public boolean has(int i, int n) {
        return i + n < args.length;
    }

    /** Has the argument shown as {@code (redacted)} wherever the command is shown. */
    public void hide(int i) {
        if (secrets == null) secrets = new BitSet();
        secrets.set(i);
    }

    /** The command's words, without its secrets: for MONITOR and the slow log. */
    public List<byte[]> shownWords() {
        List<byte[]> words = new ArrayList<>(args.length + 1);
        words.add(sentWord().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < args.length; i++) words.add(secrets != null && secrets.get(i) ? REDACTED : args[i]);
        return words;
    }

    /** The first word, as it was sent where that is known. */
    public String sentWord() {
        String name = command().shownName();
        int bar = name.indexOf('|');
        String word = bar < 0 ? name : name.substring(0, bar);
        // Of a command that had been queued the case of its name has been forgotten.
        if (session.lastName.equalsIgnoreCase(word)) return session.lastName;
        return session.link() == null ? word.toUpperCase(Locale.ROOT) : word;
    }

    /** Replies with an error, which the statistics may have {@code counted} already where it came up. */
    public void failed(String error, boolean counted) {
        String line = error.replace('\r', ' ').replace('\n', ' ');
        command().stats().failed++;
        if (!counted) dispatcher.stats().countError(line);
        reply().error(line);
    }

    /** Has the client get this command's reply although it had said that it wants none. */
    public void unmute() {
        if (reply instanceof Muted muted) reply = muted.original();
    }

    /** Whether the rest of a long reply can be spared, since the client will not get it. */
    public boolean isCutOff() {
        ClientLink link = session.link();
        return link != null && link.isCutOff();
    }

    public long integer(int i) {
        return integer(i, Errors.NOT_AN_INTEGER);
    }

    public long integer(int i, CommandError otherwise) {
        byte[] arg = args[i];
        if (!Numbers.isLong(arg)) throw otherwise;
        return Numbers.parseLong(arg);
    }

    /** A whole number in a range, or that error. */
    public int integer(int i, int min, int max, CommandError otherwise) {
        long n = integer(i, otherwise);
        if (n < min || n > max) throw otherwise;
        return (int) n;
    }

    /** A number of a database, which exists. */
    public int database(int i) {
        long index = integer(i);
        if (index != (int) index) throw Errors.outside(Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (index < 0 || index >= dispatcher.databases().count()) throw Errors.DB_OUT_OF_RANGE;
        return (int) index;
    }

    /** A double; not NaN. */
    public double dbl(int i) {
        return dbl(i, Errors.NOT_A_FLOAT);
    }

    public double dbl(int i, CommandError otherwise) {
        double d = Numbers.parseDouble(args[i]);
        if (Double.isNaN(d)) throw otherwise;
        return d;
    }

    // Lookup: the one place that knows of wrong types.

    /** The value for a command that only reads, counted as hit or miss; null when the key does not exist. */
    public <T extends Value> @Nullable T read(byte[] key, Class<T> type) {
        return checked(looks.read(key), type);
    }

    /** The value for a command that goes on to change it; null when the key does not exist. */
    public <T extends Value> @Nullable T write(byte[] key, Class<T> type) {
        return checked(db().write(key), type);
    }

    private static <T extends Value> @Nullable T checked(@Nullable Value value, Class<T> type) {
        if (value == null) return null;
        if (!type.isInstance(value)) throw Errors.WRONG_TYPE;
        return type.cast(value);
    }

    // What others have to know

    /** The value at {@code key} has changed: counts it, tells those who watch the key or wait for it, and publishes it. */
    public void changed(byte[] key, EventClass type, String event) {
        changed(db(), key, type, event);
    }

    public void changed(Keyspace where, byte[] key, EventClass type, String event) {
        modified(where, key);
        dispatcher.event(where, type, event, key);
    }

    /** The same without an event. */
    public void modified(Keyspace where, byte[] key) {
        dispatcher.dirty();
        dispatcher.modifiedBy(session, where, key);
    }

    /** The value at the key has changed, which counts elsewhere (or, where its parts' time had come, not at all). */
    public void changedUncounted(byte[] key) {
        dispatcher.modifiedBy(session, db(), key);
    }

    /** A change that those who watch the key are not told of: to a stream's groups, not to its entries. */
    public void changedAside(byte[] key, EventClass type, String event) {
        changedAside();
        event(key, type, event);
    }

    /** The same without an event. */
    public void changedAside() {
        dispatcher.dirty();
    }

    /** Wakes those who wait for the key, though its content has not changed. */
    public void wake(byte[] key) {
        dispatcher.blocked().modified(db().index(), key);
    }

    /** Publishes one more event about a change that has been told. */
    public void event(byte[] key, EventClass type, String event) {
        dispatcher.event(db(), type, event, key);
    }

    /** After an aggregate has shrunk and {@link #changed} has told so: an empty one goes, with its event. */
    public boolean removeIfEmpty(byte[] key, Value value) {
        if (!value.isEmpty()) return false;
        db().remove(key);
        dispatcher.event(db(), EventClass.GENERIC, "del", key);
        return true;
    }

    // Propagation

    /** Whether anybody hears what is propagated; else there is no need to find the words. */
    public boolean isPropagated() {
        return dispatcher.propagation().isHeard();
    }

    /** Has this command heard instead of the one that runs, behind what was propagated before; its arguments are kept. */
    public void propagateAs(String name, byte[]... arguments) {
        propagatesItself = false;
        byte[][] words = new byte[arguments.length + 1][];
        words[0] = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        dispatcher.propagation().effect(db().index(), words);
    }

    /** The same of arguments in a list. */
    public void propagateAs(String name, List<byte[]> arguments) {
        propagateAs(name, arguments.toArray(byte[][]::new));
    }

    /** Has the command heard as it came, even if it changes nothing. */
    public void propagateAsSent() {
        propagateAs(sentWord(), args);
    }

    /** Keeps the command from being propagated, since what it does is propagated in other words. */
    public void propagateNothing() {
        propagatesItself = false;
    }

    /** Whether a script makes this call. */
    public boolean isInScript() {
        return session == dispatcher.scripts().client();
    }

    // Waiting

    /** Whether it may wait; inside EXEC it may not and answers as if its time were up. */
    public boolean mayBlock() {
        return waiter != null;
    }

    /** The timeout argument of a blocking command, in seconds, as a point in time; {@link Value#NEVER} for 0. */
    public long deadline(int i) {
        double seconds = dbl(i, Errors.TIMEOUT_NOT_A_FLOAT);
        double millis = Math.ceil(seconds * MILLIS_PER_SECOND);
        if (millis < 0) throw Errors.TIMEOUT_NEGATIVE;
        if (millis == 0) return Value.NEVER;
        if (millis >= Long.MAX_VALUE - (double) now()) throw Errors.TIMEOUT_OUT_OF_RANGE;
        return now() + (long) millis;
    }

    /** The same for an argument in milliseconds, which is whole. */
    public long deadlineMillis(int i) {
        long millis = integer(i, Errors.TIMEOUT_NOT_AN_INTEGER);
        if (millis < 0) throw Errors.TIMEOUT_NEGATIVE;
        if (millis == 0) return Value.NEVER;
        if (millis > Long.MAX_VALUE - now()) throw Errors.TIMEOUT_OUT_OF_RANGE;
        return now() + millis;
    }

    /** Lets an argument read otherwise when the command is run again after {@link #block}. */
    public void replaceArg(int i, byte[] arg) {
        args = args.clone();
        args[i] = arg;
    }

    /**
     * Waits: the function returns without a reply and is run again when one of the keys holds a value of that type, until
     * it replies. At the deadline the reply is null. Only if {@link #mayBlock()}.
     */
    public void block(List<byte[]> keys, Class<? extends Value> type, long deadline) {
        block(keys, type, deadline, false);
    }

    /** The same, run again also when a key is gone or of another type, if {@code evenWithoutKey}. */
    public void block(List<byte[]> keys, Class<? extends Value> type, long deadline, boolean evenWithoutKey) {
        if (retrying != null) retrying.again = true;
        else dispatcher.blocked().add(new BlockedClients.Waiting(this, keys, type, evenWithoutKey, deadline));
    }

    /**
     * Waits for nothing but its time: then, or when it is woken, {@code timedOut} is the reply. Only if {@link #mayBlock}.
     *
     * @return wakes it, under the lock; nothing happens when it does not wait any more
     */
    public Runnable waitUntil(long deadline, Consumer<ReplySink> timedOut) {
        BlockedClients.Waiting waiting = new BlockedClients.Waiting(this, List.of(), Value.class, false, deadline);
        waiting.timedOut = timedOut;
        dispatcher.blocked().add(waiting);
        return () -> dispatcher.blocked().wake(waiting);
    }
}
