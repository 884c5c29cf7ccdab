package dev.redstart.contract.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes some of the commands wrong: too few or too many arguments, nonsense among them, words in odd capitals. */
final class Noise {

    /** No "1": as a time to live in milliseconds it would end at another command on each side. */
    private static final String[] NONSENSE = {
        "",
        "x",
        "NX",
        "XX",
        "GET",
        "COUNT",
        "LIMIT",
        "WITHSCORES",
        "-1",
        "0",
        // Beyond a long, yet within 64 bits, and a large double: what overflows those leaves ERANGE behind in Redis, on
        // which a later SORT trips.
        "9223372036854775808",
        "1e300",
        "nan",
        "0x1",
        " 1",
        "1 ",
        "+1",
        "FIELDS"
    };

    private Noise() {}

    static List<byte[]> on(List<byte[]> arguments, Random random) {
        List<byte[]> out = new ArrayList<>(arguments);
        if (random.nextInt(25) == 0 && !out.isEmpty()) out.remove(random.nextInt(out.size()));
        if (random.nextInt(40) == 0) out.add(random.nextInt(out.size() + 1), nonsense(random));
        if (random.nextInt(25) == 0 && !out.isEmpty()) out.set(random.nextInt(out.size()), nonsense(random));
        if (random.nextInt(10) == 0) out.replaceAll(Noise::lowerCase);
        return out;
    }

    private static byte[] nonsense(Random random) {
        return NONSENSE[random.nextInt(NONSENSE.length)].getBytes(UTF_8);
    }

    /** Only what looks like a word of a grammar. */
    private static byte[] lowerCase(byte[] argument) {
        for (byte b : argument) if (b < 'A' || b > 'Z') return argument;
        return new String(argument, UTF_8).toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }
}
