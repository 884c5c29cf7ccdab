package dev.redstart;

/** Under which condition a time to live is set. A key without one counts as living for ever. */
public enum ExpireCondition {
    /** Only when the key has no time to live. */
    NX("NX"),
    /** Only when the key has one. */
    XX("XX"),
    /** Only when the new one is later than the one it has. */
    GT("GT"),
    /** Only when the new one is earlier than the one it has, or it has none. */
    LT("LT"),
    /** Only when the key has one and the new one is earlier. ({@code XX GT} would be the same as {@code GT}.) */
    XX_LT("XX", "LT");

    private final String[] words;

    ExpireCondition(String... words) {
        this.words = words;
    }

    <K, V> CommandBuilder<K, V> appendTo(CommandBuilder<K, V> command) {
        for (String word : words) command.word(word);
        return command;
    }
}
