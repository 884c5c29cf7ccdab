package dev.redstart;

/**
 * Scans that go on by themselves. Each is lazy: the server is asked for the next page when it is needed. Redis' guarantee
 * holds: what is there from the first to the last page comes at least once; what comes or goes meanwhile may or may not; an
 * element may come twice.
 */
public interface ScanCommands<K, V> extends CommandCaller<K, V> {

    /** All keys of the database. */
    default Scan<K> scan() {
        return scan(ScanOptions.all());
    }

    /** The keys of the database that the options ask for. */
    default Scan<K> scan(ScanOptions options) {
        Options.given(options);
        return new Scan<>(cursor -> call(commands().key().scan(cursor, options)));
    }

    /** All fields of the hash at {@code key} with their values. */
    default Scan<FieldValue<K, V>> hscan(K key) {
        return hscan(key, ScanOptions.all());
    }

    /** The fields of the hash at {@code key} that the options ask for, with their values. */
    default Scan<FieldValue<K, V>> hscan(K key, ScanOptions options) {
        ScanOptions.Choice.withoutType(options, "HSCAN");
        return new Scan<>(cursor -> call(commands().hash().hscan(key, cursor, options)));
    }

    /** All fields of the hash at {@code key} without their values. Since Redis 7.4. */
    default Scan<K> hscanNoValues(K key) {
        return hscanNoValues(key, ScanOptions.all());
    }

    /** The fields of the hash at {@code key} that the options ask for, without their values. Since Redis 7.4. */
    default Scan<K> hscanNoValues(K key, ScanOptions options) {
        ScanOptions.Choice.withoutType(options, "HSCAN");
        return new Scan<>(cursor -> call(commands().hash().hscanNoValues(key, cursor, options)));
    }

    /** All members of the set at {@code key}. */
    default Scan<V> sscan(K key) {
        return sscan(key, ScanOptions.all());
    }

    /** The members of the set at {@code key} that the options ask for. */
    default Scan<V> sscan(K key, ScanOptions options) {
        ScanOptions.Choice.withoutType(options, "SSCAN");
        return new Scan<>(cursor -> call(commands().set().sscan(key, cursor, options)));
    }

    /** All members of the sorted set at {@code key} with their scores. */
    default Scan<ScoredValue<V>> zscan(K key) {
        return zscan(key, ScanOptions.all());
    }

    /** The members of the sorted set at {@code key} that the options ask for, with their scores. */
    default Scan<ScoredValue<V>> zscan(K key, ScanOptions options) {
        ScanOptions.Choice.withoutType(options, "ZSCAN");
        return new Scan<>(cursor -> call(commands().sortedSet().zscan(key, cursor, options)));
    }
}
