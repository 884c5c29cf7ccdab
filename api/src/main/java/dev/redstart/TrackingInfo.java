package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether and how a server tells a connection of keys that have changed.
 *
 * @param flags    {@code on} or {@code off}, {@code bcast}, {@code optin}, {@code optout}, {@code caching-yes},
 *     {@code caching-no}, {@code noloop}, {@code broken_redirect}
 * @param redirect number of the connection that is told instead; 0 for none, -1 when it is off
 * @param prefixes what the keys begin with, in broadcasting
 * @param fields   everything as it came, also what newer servers add
 */
public record TrackingInfo(Set<String> flags, long redirect, List<String> prefixes, Map<String, Reply> fields) {

    static TrackingInfo decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new TrackingInfo(
                fields.words("flags"), fields.integer("redirect"), fields.texts("prefixes"), fields.all);
    }

    public boolean isOn() {
        return flags.contains("on");
    }
}
