package dev.redstart.engine.dispatch;

import dev.redstart.engine.config.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the engine uses by its own account, and what happens when that is more than {@code maxmemory}: keys are
 * evicted, or commands that need more are refused.
 *
 * <p>The account is of keys and values, kept up to date with every change, and of what clients have queued, received and
 * not been sent, which is counted with each command of theirs and {@code hz} times a second. Garbage that waits to be collected is none of it. Used
 * under the engine's lock.
 */
public final class Memory {

    /** Of an engine that holds nothing: its configuration, counters and empty tables (measured as 136 kB of heap). */
    public static final long STARTUP = 128 * 1024;

    private final Dispatcher dispatcher;
    private final Eviction eviction;
    private final ClientEviction clientEviction;
    /** {@link Long#MAX_VALUE} for none. */
    private long limit = Long.MAX_VALUE;
    /** {@code maxmemory-clients}. */
    private String clientLimit = "0";

    private long clientBytes;
    private long peak;
    private boolean full;

    Memory(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
        eviction = new Eviction(dispatcher, this);
        clientEviction = new ClientEviction(dispatcher);
    }

    void bind(ServerConfig config) {
        config.onChange("maxmemory", value -> limit(Long.parseUnsignedLong(value)));
        config.onChange("maxmemory-clients", value -> {
            clientLimit = value;
            limitClients();
        });
        config.onChange("maxmemory-policy", eviction::policy);
        config.onChange("maxmemory-samples", value -> eviction.samples(Integer.parseInt(value)));
        config.onChange("maxmemory-eviction-tenacity", value -> eviction.tenacity(Long.parseLong(value)));
        config.onChange("lfu-log-factor", value -> dispatcher.time().usage().logFactor(Integer.parseInt(value)));
        config.onChange("lfu-decay-time", value -> dispatcher.time().usage().decayTime(Integer.parseInt(value)));
    }

    private void limit(long bytes) {
        limit = bytes <= 0 ? Long.MAX_VALUE : bytes;
        if (!isLimited()) full = false;
        limitClients();
    }

    /** A number of bytes, or a part of the whole limit. */
    private void limitClients() {
        if (!clientLimit.endsWith("%")) clientEviction.limit(Long.parseLong(clientLimit));
        else if (!isLimited()) clientEviction.limit(0);
        else
            clientEviction.limit(
                    (long) (limit / 100.0 * Long.parseLong(clientLimit.substring(0, clientLimit.length() - 1))));
        if (clientEviction.isOn()) refresh();
    }

    /** Whether anything has to be looked at before each command. */
    boolean isWatched() {
        return isLimited() || clientEviction.isOn();
    }

    /** Whether there is a limit. */
    public boolean isLimited() {
        return limit != Long.MAX_VALUE;
    }

    /** Whether keys may go at any time because others need their room. */
    public boolean mayEvict() {
        return isLimited() && eviction.isOn();
    }

    /** In bytes. */
    public long used() {
        return STARTUP + dispatcher.stats().dataBytes + clientBytes;
    }

    /** The part of {@link #used} that belongs to clients. */
    public long ofClients() {
        return clientBytes;
    }

    /** Most that was in use, whenever it was summed up. */
    public long peak() {
        peak = Math.max(peak, used());
        return peak;
    }

    /** CONFIG RESETSTAT. */
    void resetPeak() {
        peak = 0;
    }

    /** By how much the limit is exceeded; 0 or less if it is not. */
    long excess() {
        return used() - limit;
    }

    /** Counts again what clients take. */
    public void refresh() {
        for (ClientSession client : dispatcher.clients().all()) count(client);
        peak();
    }

    private void count(ClientSession client) {
        long now = client.bytes();
        clientBytes += now - client.countedBytes;
        client.countedBytes = now;
    }

    /** Something has been sent to it, which it may not read. */
    void sent(ClientSession client) {
        if (isWatched()) count(client);
    }

    /** It has gone. */
    void forget(ClientSession client) {
        clientBytes -= client.countedBytes;
        client.countedBytes = 0;
    }

    /** {@code hz} times a second: evicts what no command is there to make room for. */
    void tick() {
        if (!isWatched() || dispatcher.isPaused()) return;
        refresh();
        clientEviction.run(clientBytes);
        eviction.run();
    }

    /**
     * Makes room before the command runs; the refusal if there is none and it would need some, else null. The client itself
     * may have been ended.
     */
    @Nullable
    CommandError objection(ClientSession session, Command command) {
        if (dispatcher.isPaused()) return null;
        if (session.link() != null) count(session);
        clientEviction.run(clientBytes);
        if (session.ended()) return null;
        full = excess() > 0 && makeRoom() == Eviction.Outcome.NO_ROOM;
        return full && needsRoom(session, command) ? Errors.OUT_OF_MEMORY : null;
    }

    /** Nobody's command: what the keys' going brings about stands before the reply. */
    private Eviction.Outcome makeRoom() {
        Clients.Running aside = dispatcher.clients().setAside();
        Eviction.Outcome outcome = eviction.run();
        dispatcher.clients().resume(aside);
        return outcome;
    }

    /** Whether there was no room before the command that is running. */
    public boolean isFull() {
        return full;
    }

    /** A queue takes room, too, whatever is queued. */
    private static boolean needsRoom(ClientSession session, Command command) {
        if (command.is(Flag.DENYOOM)) return true;
        if (!session.inTransaction()) return false;
        return Dispatcher.runsQueue(command) ? session.queues(Flag.DENYOOM) : !command.is(Flag.UNQUEUED);
    }
}
