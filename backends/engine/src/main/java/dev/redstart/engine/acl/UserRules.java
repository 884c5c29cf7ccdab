package dev.redstart.engine.acl;

import dev.redstart.engine.catalog.CommandFacts;
import dev.redstart.engine.catalog.KeyUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user may log in, and what it may do. Immutable.
 *
 * <p>The first selector is the one that rules outside of parentheses are about.
 */
public final class UserRules {

    private final boolean on;
    private final boolean withoutPassword;
    private final boolean trustsPayloads;
    private final List<String> passwords;
    private final List<Selector> selectors;
    private final boolean unlimited;

    private UserRules(
            boolean on,
            boolean withoutPassword,
            boolean trustsPayloads,
            List<String> passwords,
            List<Selector> selectors) {
        this.on = on;
        this.withoutPassword = withoutPassword;
        this.trustsPayloads = trustsPayloads;
        this.passwords = passwords;
        this.selectors = selectors;
        unlimited = selectors.stream().anyMatch(Selector::isUnlimited);
    }

    /** Of a new user: off, and nothing allowed but all channels if {@code acl-pubsub-default} says so. */
    static UserRules fresh(boolean allChannels) {
        return new UserRules(false, false, false, List.of(), List.of(Selector.empty(allChannels)));
    }

    /** Of the user {@code default} while nobody says otherwise: everything, and without a password. */
    static UserRules initialDefault() {
        UserRules rules = fresh(true);
        for (String rule : List.of("+@all", "~*", "on", "nopass")) rules = rules.with(rule, true);
        return rules;
    }

    /**
     * With more rules; those in parentheses may be spread over several words.
     *
     * @throws RuleException of the first that cannot be
     */
    UserRules withAll(List<String> rules, boolean allChannels) {
        UserRules result = this;
        for (String rule : merged(rules)) {
            try {
                result = result.with(rule, allChannels);
            } catch (RuleException e) {
                throw e.in(rule);
            }
        }
        return result;
    }

    /** The rules, each in one piece. */
    static List<String> merged(List<String> words) {
        List<String> rules = new ArrayList<>();
        StringBuilder open = null;
        String opening = "";
        for (String word : words) {
            if (open == null && word.startsWith("(") && !word.endsWith(")")) {
                open = new StringBuilder(opening = word);
            } else if (open == null) {
                rules.add(word);
            } else if (word.endsWith(")")) {
                rules.add(open.append(' ').append(word).toString());
                open = null;
            } else {
                open.append(' ').append(word);
            }
        }
        if (open != null) throw RuleException.unmatched(opening);
        return rules;
    }

    /** With one more rule; an empty one changes nothing. */
    UserRules with(String rule, boolean allChannels) {
        if (rule.isEmpty()) return this;
        switch (rule.toLowerCase(Locale.ROOT)) {
            case "on":
                return new UserRules(true, withoutPassword, trustsPayloads, passwords, selectors);
            case "off":
                return new UserRules(false, withoutPassword, trustsPayloads, passwords, selectors);
            case "skip-sanitize-payload":
                return new UserRules(on, withoutPassword, true, passwords, selectors);
            case "sanitize-payload":
                return new UserRules(on, withoutPassword, false, passwords, selectors);
            case "nopass":
                return withPasswords(true, List.of());
            case "resetpass":
                return withPasswords(false, List.of());
            case "clearselectors":
                return withSelectors(selectors.subList(0, 1));
            case "reset":
                return fresh(allChannels);
            default:
                return withSigned(rule, allChannels);
        }
    }

    private UserRules withSigned(String rule, boolean allChannels) {
        String rest = rule.substring(1);
        return switch (rule.charAt(0)) {
            case '>' -> withPassword(Passwords.hash(rest));
            case '#' -> withPassword(Passwords.checkedHash(rest));
            case '<' -> withoutPassword(Passwords.hash(rest));
            case '!' -> withoutPassword(Passwords.checkedHash(rest));
            default -> {
                List<Selector> changed = new ArrayList<>(selectors);
                if (rule.startsWith("(") && rule.endsWith(")")) changed.add(Selector.parse(rule, allChannels));
                else changed.set(0, selectors.get(0).with(rule));
                yield withSelectors(changed);
            }
        };
    }

    private UserRules withSelectors(List<Selector> changed) {
        return new UserRules(on, withoutPassword, trustsPayloads, passwords, changed);
    }

    private UserRules withPasswords(boolean none, List<String> hashes) {
        return new UserRules(on, none, trustsPayloads, hashes, selectors);
    }

    private UserRules withPassword(String hash) {
        List<String> hashes = new ArrayList<>(passwords);
        if (!hashes.contains(hash)) hashes.add(hash);
        return withPasswords(false, hashes);
    }

    private UserRules withoutPassword(String hash) {
        List<String> hashes = new ArrayList<>(passwords);
        if (!hashes.remove(hash)) throw new RuleException(RuleException.Reason.NO_SUCH_PASSWORD);
        return withPasswords(withoutPassword, hashes);
    }

    // Questions

    /** Whether it may log in. */
    public boolean isOn() {
        return on;
    }

    /** Whether any password will do. */
    public boolean isWithoutPassword() {
        return withoutPassword;
    }

    /** Whether the password lets this user in. */
    public boolean accept(String password) {
        return on && (withoutPassword || Passwords.accept(passwords, password));
    }

    /** Whether it may do everything. */
    public boolean isUnlimited() {
        return unlimited;
    }

    /** Why the command may not be run; null when it may. */
    public @Nullable Denial check(CommandFacts command, byte[][] args) {
        if (unlimited) return null;
        Supplier<List<KeyUse>> uses = new Uses(command, args);
        Denial furthest = Denial.COMMAND;
        for (Selector selector : selectors) {
            Denial denial = selector.check(command, args, uses);
            if (denial == null) return null;
            if (denial.isFurtherThan(furthest)) furthest = denial;
        }
        return furthest;
    }

    /** Whether one selector allows the command and also to read every key, as what looks up keys by patterns needs. */
    public boolean mayReadAllKeys(CommandFacts command, byte[][] args) {
        Supplier<List<KeyUse>> uses = new Uses(command, args);
        return unlimited || selectors.stream().anyMatch(s -> s.check(command, args, uses) == null && s.readsAllKeys());
    }

    /** Finds the keys once for all selectors, if one asks. */
    private static final class Uses implements Supplier<List<KeyUse>> {

        private final CommandFacts command;
        private final byte[][] args;
        private @Nullable List<KeyUse> found;

        Uses(CommandFacts command, byte[][] args) {
            this.command = command;
            this.args = args;
        }

        @Override
        public List<KeyUse> get() {
            List<KeyUse> uses = found;
            if (uses == null) found = uses = KeyUse.of(command, args);
            return uses;
        }
    }

    /**
     * The channels that are left to listen to for who could listen to those of {@code before}; null when none of those has
     * gone.
     */
    public @Nullable List<String> narrowedChannels(UserRules before) {
        if (selectors.stream().anyMatch(Selector::hasAllChannels)) return null;
        List<String> now =
                selectors.stream().flatMap(s -> s.channelPatterns().stream()).toList();
        boolean kept =
                before.selectors.stream().allMatch(s -> !s.hasAllChannels() && now.containsAll(s.channelPatterns()));
        return kept ? null : now;
    }

    /** Whether somebody may go on listening who may listen to those of {@link #narrowedChannels} only. */
    public static boolean allowChannel(List<String> channels, byte[] name, boolean isPattern) {
        return Selector.allowsChannel(channels, name, isPattern);
    }

    // As ACL GETUSER and ACL LIST show it

    /** {@code on}, {@code nopass} and their like. */
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        flags.add(on ? "on" : "off");
        if (withoutPassword) flags.add("nopass");
        flags.add(trustsPayloads ? "skip-sanitize-payload" : "sanitize-payload");
        return flags;
    }

    /** The SHA-256 of each, in hexadecimal. */
    public List<String> passwords() {
        return passwords;
    }

    /** The first is the one outside of parentheses. */
    public List<Selector> selectors() {
        return selectors;
    }

    /** As rules that make it out of nothing. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.join(" ", flags()));
        for (String hash : passwords) text.append(" #").append(hash);
        text.append(' ').append(selectors.get(0));
        for (Selector s : selectors.subList(1, selectors.size()))
            text.append(" (").append(s).append(')');
        return text.toString();
    }
}
