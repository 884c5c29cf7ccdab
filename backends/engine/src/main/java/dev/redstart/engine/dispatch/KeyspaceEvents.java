package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.EventClass;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keyspace notifications: what happens to keys, published as {@code __keyspace@0__:key} with the event as its message (K)
 * and as {@code __keyevent@0__:event} with the key (E), for the classes that {@code notify-keyspace-events} names.
 */
public final class KeyspaceEvents {

    private static final int KEYSPACE = 1 << 30;
    private static final int KEYEVENT = 1 << 29;
    /** {@code A}: all but misses and new keys. */
    private static final int ALL = ((1 << EventClass.values().length) - 1)
            & ~(1 << EventClass.MISS.ordinal())
            & ~(1 << EventClass.NEW.ordinal());

    private final PubSub pubSub;
    /** Also read without the lock. */
    private volatile int enabled;

    KeyspaceEvents(PubSub pubSub) {
        this.pubSub = pubSub;
    }

    /** Takes letters as {@code notify-keyspace-events} does; false, and nothing changes, when one is unknown. */
    public boolean configure(String letters) {
        Integer flags = parse(letters);
        if (flags == null) return false;
        enabled = flags;
        return true;
    }

    private static @Nullable Integer parse(String letters) {
        int flags = 0;
        for (char c : letters.toCharArray()) {
            int flag =
                    switch (c) {
                        case 'K' -> KEYSPACE;
                        case 'E' -> KEYEVENT;
                        case 'A' -> ALL;
                        default -> bit(c);
                    };
            if (flag == 0) return null;
            flags |= flag;
        }
        return flags;
    }

    private static int bit(char letter) {
        for (EventClass c : EventClass.values()) {
            if (c.letter() == letter) return 1 << c.ordinal();
        }
        return 0;
    }

    /** Whether events of that class are published to whoever listens. Needs no lock. */
    boolean hears(EventClass type) {
        return (enabled & 1 << type.ordinal()) != 0;
    }

    void notify(int database, EventClass type, String event, byte[] key) {
        if (!hears(type) || pubSub.isSilent()) return;
        byte[] name = event.getBytes(StandardCharsets.UTF_8);
        if ((enabled & KEYSPACE) != 0) pubSub.publish(channel("__keyspace@" + database + "__:", key), name);
        if ((enabled & KEYEVENT) != 0) pubSub.publish(channel("__keyevent@" + database + "__:", name), key);
    }

    private static byte[] channel(String prefix, byte[] rest) {
        ByteArrayOutputStream channel = new ByteArrayOutputStream(prefix.length() + rest.length);
        channel.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
        channel.writeBytes(rest);
        return channel.toByteArray();
    }
}
