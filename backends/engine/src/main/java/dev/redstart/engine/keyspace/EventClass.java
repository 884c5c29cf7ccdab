package dev.redstart.engine.keyspace;

/** The classes of keyspace events, each with its letter in {@code notify-keyspace-events}. */
public enum EventClass {
    GENERIC('g'),
    STRING('$'),
    LIST('l'),
    SET('s'),
    HASH('h'),
    ZSET('z'),
    EXPIRED('x'),
    EVICTED('e'),
    STREAM('t'),
    MODULE('d'),
    /** A read found nothing; not part of {@code A}. */
    MISS('m'),
    /** A key came to be; not part of {@code A}. */
    NEW('n');

    private final char letter;

    EventClass(char letter) {
        this.letter = letter;
    }

    /** Its letter in the configuration. */
    public char letter() {
        return letter;
    }
}
