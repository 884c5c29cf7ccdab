package dev.redstart.engine.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A key among the arguments of a command, and what would be done with it. Key specifications say it for nearly all; where
 * it depends on the other arguments (SET, BITFIELD, MIGRATE) or a key may stand anywhere (SORT), it is said here.
 *
 * @param position among the arguments, 0 being the first after the name
 * @param flags    see {@link KeySearch#flags}
 */
public record KeyUse(int position, List<String> flags) {

    private static final List<String> READ = List.of("RO", "access");
    private static final List<String> CHANGED = List.of("RW", "access", "update");
    private static final List<String> REMOVED = List.of("RW", "access", "delete");
    private static final List<String> OVERWRITTEN = List.of("OW", "update");

    /** Whether its content would be looked at or given away. */
    public boolean reads() {
        return flags.contains("access");
    }

    /** Whether its content would be changed. */
    public boolean writes() {
        return flags.contains("update") || flags.contains("insert") || flags.contains("delete");
    }

    /** Those of the command; none where the arguments make no sense, as with more keys announced than there are. */
    public static List<KeyUse> of(CommandFacts command, byte[][] args) {
        List<KeyUse> keys = new ArrayList<>();
        switch (command.name()) {
            case "sort" -> sort(args, keys);
            case "sort_ro" -> keys.add(new KeyUse(0, READ));
            case "set" -> keys.add(new KeyUse(0, set(args)));
            case "migrate" -> {
                for (int i : ofMigrate(args)) keys.add(new KeyUse(i, REMOVED));
            }
            case "bitfield" -> keys.add(new KeyUse(0, bitfield(args)));
            default -> {
                for (KeySearch search : command.keys()) if (!search.find(args, keys)) return List.of();
            }
        }
        return keys;
    }

    private static boolean is(byte[] word, String upper) {
        return KeySearch.isWord(word, upper);
    }

    /** With GET it is read, too. */
    private static List<String> set(byte[][] args) {
        for (int i = 2; i < args.length; i++) if (is(args[i], "GET")) return CHANGED;
        return OVERWRITTEN;
    }

    /** Whoever only gets does not change it. */
    private static List<String> bitfield(byte[][] args) {
        for (int i = 1; i < args.length; i++) {
            int left = args.length - i - 1;
            if (is(args[i], "GET") && left >= 2) i += 2;
            else if (is(args[i], "OVERFLOW") && left >= 1) i++;
            else return CHANGED;
        }
        return READ;
    }

    private static void sort(byte[][] args, List<KeyUse> keys) {
        keys.add(new KeyUse(0, READ));
        int target = -1;
        for (int i = 1; i < args.length; i++) {
            if (is(args[i], "LIMIT")) i += 2;
            else if (is(args[i], "GET") || is(args[i], "BY")) i++;
            else if (is(args[i], "STORE") && i + 1 < args.length) target = ++i;
        }
        if (target > 0) keys.add(new KeyUse(target, OVERWRITTEN));
    }

    /** The arguments of MIGRATE that are keys: those behind KEYS, before which the key must be empty; else the key. */
    private static int[] ofMigrate(byte[][] args) {
        for (int i = 5; i < args.length; i++) {
            if (is(args[i], "KEYS"))
                return args[2].length > 0
                        ? new int[0]
                        : IntStream.range(i + 1, args.length).toArray();
            if (is(args[i], "AUTH")) i++;
            else if (is(args[i], "AUTH2")) i += 2;
        }
        return new int[] {2};
    }
}
