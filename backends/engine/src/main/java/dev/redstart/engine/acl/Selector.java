package dev.redstart.engine.acl;

import dev.redstart.engine.catalog.CommandFacts;
import dev.redstart.engine.catalog.KeyUse;
import dev.redstart.engine.config.Words;
import dev.redstart.engine.structure.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands, the keys they may be used on, and channels. Immutable. */
public final class Selector {

    private static final String ALL_KEYS = "~*";
    private static final String ALL_CHANNELS = "&*";

    private final CommandRules commands;
    private final boolean allKeys;
    private final List<KeyPattern> keys;
    private final boolean allChannels;
    private final List<String> channels;

    private Selector(
            CommandRules commands, boolean allKeys, List<KeyPattern> keys, boolean allChannels, List<String> channels) {
        this.commands = commands;
        this.allKeys = allKeys;
        this.keys = keys;
        this.allChannels = allChannels;
        this.channels = channels;
    }

    /** Nothing, but all channels if {@code acl-pubsub-default} says so. */
    static Selector empty(boolean allChannels) {
        return new Selector(CommandRules.NONE, false, List.of(), allChannels, List.of());
    }

    /** From {@code (rule rule ...)}. */
    static Selector parse(String rule, boolean allChannels) {
        Selector selector = empty(allChannels);
        List<String> words = Words.split(rule.substring(1, rule.length() - 1));
        if (words == null) return selector;
        for (String word : words) selector = selector.with(word);
        return selector;
    }

    /** With one more rule. */
    Selector with(String rule) {
        return switch (rule.toLowerCase(Locale.ROOT)) {
            case "allkeys", ALL_KEYS -> withKeys(true, List.of());
            case "resetkeys" -> withKeys(false, List.of());
            case "allchannels", ALL_CHANNELS -> withChannels(true, List.of());
            case "resetchannels" -> withChannels(false, List.of());
            case "allcommands" -> withCommands(CommandRules.ALL);
            case "nocommands" -> withCommands(CommandRules.NONE);
            default ->
                switch (rule.charAt(0)) {
                    case '~', '%' -> withKey(rule);
                    case '&' -> withChannel(rule.substring(1));
                    case '+', '-' -> withCommands(commands.with(rule));
                    default -> throw new RuleException(RuleException.Reason.SYNTAX);
                };
        };
    }

    private Selector withCommands(CommandRules changed) {
        return new Selector(changed, allKeys, keys, allChannels, channels);
    }

    private Selector withKeys(boolean all, List<KeyPattern> patterns) {
        return new Selector(commands, all, patterns, allChannels, channels);
    }

    private Selector withChannels(boolean all, List<String> patterns) {
        return new Selector(commands, allKeys, keys, all, patterns);
    }

    private Selector withKey(String rule) {
        if (allKeys) throw new RuleException(RuleException.Reason.ALL_KEYS);
        KeyPattern pattern = KeyPattern.parse(rule);
        List<KeyPattern> patterns = new ArrayList<>(keys);
        for (int i = 0; i < patterns.size(); i++) {
            if (!patterns.get(i).text().equals(pattern.text())) continue;
            patterns.set(i, patterns.get(i).and(pattern));
            return withKeys(false, patterns);
        }
        patterns.add(pattern);
        return withKeys(false, patterns);
    }

    private Selector withChannel(String pattern) {
        if (allChannels) throw new RuleException(RuleException.Reason.ALL_CHANNELS);
        if (Latin.hasBlanks(pattern)) throw new RuleException(RuleException.Reason.SYNTAX);
        if (channels.contains(pattern)) return this;
        List<String> patterns = new ArrayList<>(channels);
        patterns.add(pattern);
        return withChannels(false, patterns);
    }

    // Questions

    boolean isUnlimited() {
        return commands.isUnlimited() && allKeys && allChannels;
    }

    boolean hasAllChannels() {
        return allChannels;
    }

    List<String> channelPatterns() {
        return channels;
    }

    /** Whether every key may be read. */
    boolean readsAllKeys() {
        return allKeys || keys.stream().anyMatch(KeyPattern::readsAll);
    }

    /** Why the command may not be run; null when it may. The keys among its arguments are asked for if they matter. */
    @Nullable
    Denial check(CommandFacts command, byte[][] args, Supplier<List<KeyUse>> uses) {
        if (!commands.allow(command, args)) return Denial.COMMAND;
        if (!allKeys && command.hasKeys()) {
            for (KeyUse use : uses.get())
                if (!allowsKey(use, args[use.position()])) return new Denial(Denial.Kind.KEY, use.position());
        }
        return allChannels ? null : checkChannels(command.name(), args);
    }

    private boolean allowsKey(KeyUse use, byte[] key) {
        for (KeyPattern pattern : keys) if (pattern.allows(use, key)) return true;
        return false;
    }

    private @Nullable Denial checkChannels(String command, byte[][] args) {
        int count =
                switch (command) {
                    case "subscribe", "psubscribe", "ssubscribe" -> args.length;
                    case "publish", "spublish" -> 1;
                    default -> 0;
                };
        for (int i = 0; i < count; i++) {
            if (!allowsChannel(channels, args[i], command.equals("psubscribe")))
                return new Denial(Denial.Kind.CHANNEL, i);
        }
        return null;
    }

    /** A channel has to match; of a pattern nobody can tell what it matches, so it has to be the same. */
    static boolean allowsChannel(List<String> patterns, byte[] channel, boolean isPattern) {
        for (String pattern : patterns) {
            boolean fits =
                    isPattern ? pattern.equals(Latin.text(channel)) : Glob.matches(Latin.bytes(pattern), channel);
            if (fits) return true;
        }
        return false;
    }

    // As ACL GETUSER shows it

    public String commands() {
        return commands.toString();
    }

    public String keys() {
        if (allKeys) return ALL_KEYS;
        return keys.stream().map(KeyPattern::toString).collect(Collectors.joining(" "));
    }

    public String channels() {
        if (allChannels) return ALL_CHANNELS;
        return channels.stream().map(c -> "&" + c).collect(Collectors.joining(" "));
    }

    /** As rules that make it out of nothing. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!keys().isEmpty()) text.append(keys()).append(' ');
        if (!allChannels) text.append("resetchannels ");
        if (!channels().isEmpty()) text.append(channels()).append(' ');
        return text.append(commands()).toString();
    }
}
