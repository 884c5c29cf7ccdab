package dev.redstart.engine.dispatch;

/**
 * The line about a client in CLIENT LIST, with the fields and in the order of Redis. What a client inside this JVM does not
 * have (a file descriptor, buffers) stands as -1 or 0. Buffer sizes are those of Redis' fixed part, 16 KiB, since how the
 * port keeps its bytes is its own business; how many there are is true.
 */
public final class ClientLine {

    private static final int FIXED_BUFFER = 16 * 1024;
    private static final long MILLIS_PER_SECOND = 1000;

    private ClientLine() {}

    /** Appends it, with a line break. */
    public static void append(StringBuilder to, ClientSession client, long now) {
        ClientLink link = client.link();
        long query = client.queryBytes();
        long output = client.outputBytes();
        long beyond = Math.max(0, output - FIXED_BUFFER);
        long arguments = client.argumentBytes();
        int buffer = link == null ? 0 : FIXED_BUFFER;
        Command last = client.lastCommand();
        to.append("id=").append(client.id());
        to.append(" addr=").append(client.address());
        to.append(" laddr=").append(client.localAddress());
        to.append(" fd=").append(link == null ? -1 : link.descriptor());
        to.append(" name=").append(client.name());
        to.append(" age=").append(Math.max(0, (now - client.createdAt()) / MILLIS_PER_SECOND));
        to.append(" idle=").append(Math.max(0, (now - client.usedAt()) / MILLIS_PER_SECOND));
        to.append(" flags=").append(flags(client));
        to.append(" db=").append(client.database());
        to.append(" sub=").append(client.subscriptions(PubSub.Kind.CHANNEL));
        to.append(" psub=").append(client.subscriptions(PubSub.Kind.PATTERN));
        to.append(" ssub=").append(client.subscriptions(PubSub.Kind.SHARD));
        to.append(" multi=").append(client.queued());
        to.append(" watch=").append(client.watched());
        to.append(" qbuf=").append(query);
        to.append(" qbuf-free=0");
        to.append(" argv-mem=").append(arguments);
        to.append(" multi-mem=").append(client.queuedBytes());
        to.append(" rbs=").append(buffer);
        to.append(" rbp=").append(buffer);
        to.append(" obl=").append(Math.min(output, FIXED_BUFFER));
        to.append(" oll=").append(beyond > 0 ? 1 : 0);
        to.append(" omem=").append(beyond);
        to.append(" tot-mem=").append(client.bytes());
        to.append(" events=").append(link == null ? "" : output > 0 ? "rw" : "r");
        to.append(" cmd=").append(last == null ? "NULL" : last.shownName());
        to.append(" user=").append(client.user().name());
        to.append(" redir=").append(Tracker.redirect(client.tracker()));
        to.append(" resp=").append(client.protocol());
        to.append(" lib-name=").append(client.libraryName());
        to.append(" lib-ver=").append(client.libraryVersion());
        to.append(" io-thread=0\n");
    }

    private static String flags(ClientSession client) {
        StringBuilder flags = new StringBuilder();
        if (client.isMonitoring()) flags.append('O');
        if (client.isListening()) flags.append('P');
        if (client.inTransaction()) flags.append('x');
        if (client.isBlocked()) flags.append('b');
        Tracker tracker = client.tracker();
        if (tracker != null) flags.append('t');
        if (tracker != null && tracker.isRedirectBroken()) flags.append('R');
        if (tracker != null && tracker.options().bcast()) flags.append('B');
        if (client.isSpoiled()) flags.append('d');
        if (client.ended()) flags.append('c');
        if (client.isUnixSocket()) flags.append('U');
        if (client.noEvict()) flags.append('e');
        if (client.noTouch()) flags.append('T');
        return flags.isEmpty() ? "N" : flags.toString();
    }
}
