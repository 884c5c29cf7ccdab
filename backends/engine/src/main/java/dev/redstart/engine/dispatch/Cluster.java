package dev.redstart.engine.dispatch;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.spi.server.cluster.KeySlot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Redis Cluster of one node: {@code cluster-enabled yes}. Which slots the node serves, and which commands are refused for
 * their keys' slots. There is no bus: the node never meets another one, so nothing is ever moved or redirected.
 *
 * <p>As in Redis, a node serves no slot until it is given some; then the cluster is up as soon as all are served (or any,
 * with {@code cluster-require-full-coverage no}). A real node waits a few seconds before it believes that, this one does
 * not. Used under the engine's lock.
 */
public final class Cluster {

    /** {@link #slot} of a command without keys. */
    static final int NO_KEYS = -1;

    /** {@link #slot} of a command whose keys are in several. */
    static final int SEVERAL = -2;

    private static final CommandError CROSS_SLOT = Errors.of("CROSSSLOT Keys in request don't hash to the same slot");
    private static final CommandError NOT_SERVED = Errors.of("CLUSTERDOWN Hash slot not served");
    private static final CommandError DOWN = Errors.of("CLUSTERDOWN The cluster is down");
    private static final CommandError DOWN_FOR_WRITES =
            Errors.of("CLUSTERDOWN The cluster is down and only accepts read commands");

    private final ServerConfig config;
    private final Supplier<String> newId;
    private final boolean enabled;
    private final BitSet slots = new BitSet(KeySlot.COUNT);
    private String id;
    private String shardId;
    private int served;
    private long epoch;

    Cluster(ServerConfig config, Supplier<String> newId) {
        this.config = config;
        this.newId = newId;
        enabled = config.is("cluster-enabled");
        id = newId.get();
        shardId = newId.get();
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** As INFO and HELLO have it. */
    public String mode() {
        return enabled ? "cluster" : "standalone";
    }

    /** 40 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** 40 hexadecimal digits, of the shard that the node is alone in. */
    public String shardId() {
        return shardId;
    }

    /** Of its configuration. */
    public long epoch() {
        return epoch;
    }

    /** See {@link #epoch()}. */
    public void epoch(long epoch) {
        this.epoch = epoch;
    }

    /** The slots that it serves; changed by {@link #serve} only. */
    public BitSet slots() {
        return slots;
    }

    /** How many those are. */
    public int served() {
        return served;
    }

    /** From the slot {@code first} to the slot {@code last}. */
    public record Range(int first, int last) {}

    /** The slots that it serves, in order. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (int from = slots.nextSetBit(0); from >= 0; ) {
            int end = slots.nextClearBit(from);
            ranges.add(new Range(from, end - 1));
            from = slots.nextSetBit(end);
        }
        return ranges;
    }

    /** From now on it serves those slots, or does not. */
    public void serve(BitSet changed, boolean served) {
        if (served) slots.or(changed);
        else slots.andNot(changed);
        this.served = slots.cardinality();
    }

    /** From now on it serves all slots. */
    public void serveAll() {
        BitSet all = new BitSet(KeySlot.COUNT);
        all.set(0, KeySlot.COUNT);
        serve(all, true);
    }

    /** CLUSTER RESET: it serves nothing, and if {@code hard} it is another node. */
    public void reset(boolean hard) {
        serve(slots, false);
        if (!hard) return;
        id = newId.get();
        shardId = newId.get();
        epoch = 0;
    }

    /** Whether commands on keys run. */
    public boolean isUp() {
        return served == KeySlot.COUNT || served > 0 && !config.is("cluster-require-full-coverage");
    }

    /** Why the command is refused for its keys, EXEC for those of its queue; null when it is not. */
    @Nullable
    CommandError objection(ClientSession session, Command command, byte[][] args) {
        Transaction transaction = session.transaction;
        if (transaction == null || !Dispatcher.runsQueue(command)) return objection(command, args);
        int common = NO_KEYS;
        for (Transaction.Queued q : transaction.queue) {
            CommandError refused = objection(q.command(), q.args());
            if (refused != null) return refused;
            int slot = slot(q.command(), q.args());
            if (common != NO_KEYS && slot != NO_KEYS && slot != common) return CROSS_SLOT;
            if (slot != NO_KEYS) common = slot;
        }
        return null;
    }

    private @Nullable CommandError objection(Command command, byte[][] args) {
        int slot = slot(command, args);
        if (slot == NO_KEYS) return null;
        if (slot == SEVERAL) return CROSS_SLOT;
        if (!slots.get(slot)) return NOT_SERVED;
        return isUp() ? null : objectionWhileDown(command);
    }

    private @Nullable CommandError objectionWhileDown(Command command) {
        if (command.is(Flag.PUBSUB)) return config.is("cluster-allow-pubsubshard-when-down") ? null : DOWN;
        if (!config.is("cluster-allow-reads-when-down")) return DOWN;
        return Pause.isWrite(command) ? DOWN_FOR_WRITES : null;
    }

    /** The same for a command that a script calls, which has had its own keys checked; in the words that scripts are told. */
    @Nullable
    CommandError objection(ScriptRun run, Command command, byte[][] args) {
        CommandError refused = objection(command, args);
        if (refused == CROSS_SLOT)
            return Errors.of("ERR Command '" + command.shownName()
                    + "' in script attempted to access keys that don't hash to the same slot");
        if (refused == NOT_SERVED) return Errors.of("ERR Script attempted to access a slot not served");
        if (refused == DOWN) return Errors.of("ERR Script attempted to execute a command while the cluster is down");
        if (refused == DOWN_FOR_WRITES)
            return Errors.of("ERR Script attempted to execute a write command while the cluster is down and readonly");
        int slot = slot(command, args);
        return slot == NO_KEYS || run.mayUse(slot)
                ? null
                : Errors.of("ERR Script attempted to access keys that do not hash to the same slot");
    }

    static int slot(Command command, byte[][] args) {
        int common = NO_KEYS;
        for (int position : command.keys().positions(args)) {
            int slot = KeySlot.of(args[position]);
            if (common != NO_KEYS && slot != common) return SEVERAL;
            common = slot;
        }
        return common;
    }

    /** Whether all keys that match the pattern are in the slot of that key. */
    public static boolean staysInSlot(byte[] pattern, byte[] key) {
        int open = -1;
        for (int i = 0; i < pattern.length; i++) {
            byte b = pattern[i];
            if (b == '*' || b == '?' || b == '[' || b == '\\') return false;
            if (b == '{' && open == -1) open = i;
            if (b != '}' || open < 0) continue;
            if (i > open + 1) break;
            // With an empty tag the whole key counts.
            open = -2;
        }
        return KeySlot.of(pattern) == KeySlot.of(key);
    }
}
