package dev.redstart.bench.drivers;

import java.util.Locale;
import java.util.function.Function;

/** The drivers, and how each is used without Redstart. */
enum Peer {
    JEDIS(NativeJedis::new),
    LETTUCE(NativeLettuce::new),
    REDISSON(NativeRedisson::new);

    private final Function<Target, Client> alone;

    Peer(Function<Target, Client> alone) {
        this.alone = alone;
    }

    /** The driver's own client. */
    Client alone(Target target) {
        return alone.apply(target);
    }

    /** Redstart over the driver. */
    Client throughRedstart(Target target) {
        return new RedstartClient(target.url(title()));
    }

    /** As it stands in URLs and options. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
