package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user, and what may be done as this one.
 *
 * @param flags     {@code on} or {@code off}, {@code nopass}, {@code sanitize-payload}, ...
 * @param passwords the SHA-256 of each of the passwords, in hexadecimal; left out of {@link #toString}
 * @param commands  the rules for commands, as {@code -@all +get}
 * @param keys      the patterns of keys, as {@code ~a:* %R~b:*}
 * @param channels  the patterns of channels, as {@code &news:*}
 * @param selectors further sets of rules: what one of them allows is allowed, too
 * @param fields    everything as it came, also what newer servers add; left out of {@link #toString}
 */
public record AclUser(
        Set<String> flags,
        List<String> passwords,
        String commands,
        String keys,
        String channels,
        List<Selector> selectors,
        Map<String, Reply> fields) {

    private static final Decoder<List<Selector>> SELECTORS = Decoders.list(Selector::decode);

    /** A set of rules: as those of the user itself. */
    public record Selector(String commands, String keys, String channels) {

        private static Selector decode(Reply reply) {
            Fields fields = Fields.of(reply);
            return new Selector(fields.text("commands"), fields.text("keys"), fields.text("channels"));
        }
    }

    static AclUser decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new AclUser(
                fields.words("flags"),
                fields.texts("passwords"),
                fields.text("commands"),
                fields.text("keys"),
                fields.text("channels"),
                SELECTORS.decode(fields.get("selectors")),
                fields.all);
    }

    /** Whether a connection may become this user. */
    public boolean isOn() {
        return flags.contains("on");
    }

    /** Whether any password will do. */
    public boolean isWithoutPassword() {
        return flags.contains("nopass");
    }

    @Override
    public String toString() {
        return "AclUser[flags=" + flags + ", " + passwords.size() + " passwords, commands=" + commands + ", keys="
                + keys + ", channels=" + channels + ", selectors=" + selectors + "]";
    }
}
