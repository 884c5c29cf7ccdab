package dev.redstart;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bytes of the words in commands, made once per word; they come from code, so their number is bounded. */
final class Words {

    private static final Map<String, byte[]> BYTES = new ConcurrentHashMap<>();

    private Words() {}

    /** Shared: not to be changed. */
    static byte[] bytes(String word) {
        byte[] bytes = BYTES.get(word);
        return bytes != null ? bytes : BYTES.computeIfAbsent(word, NumberCodecs::ascii);
    }
}
