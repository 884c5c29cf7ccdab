package dev.redstart;

/**
 * Commands collected by one thread and sent in one flush. Not atomic: other clients' commands may run in between; see
 * {@link TypedRedis#transaction} for that. An error stays in its slot: the {@link Result} of that command throws it, the
 * others are not touched.
 *
 * <pre>{@code
 * try (Pipeline p = redis.pipeline()) {
 *     Result<Long> hits = p.incr("hits");
 *     Result<String> name = p.get("name");
 *     p.flush();
 *     System.out.println(name.get() + " " + hits.get());
 * }
 * }</pre>
 */
public interface TypedPipeline<K, V> extends AsyncRedisCommands<K, V>, AutoCloseable {

    /**
     * Sends what was collected and waits for the replies. May be used again afterwards.
     *
     * @throws dev.redstart.spi.RedisException when a command got no reply at all (the connection broke, or took too long);
     *     each result still says what became of its own command
     */
    void flush();

    /** How many commands wait for the next flush. */
    int size();

    /**
     * Ends it.
     *
     * @throws IllegalStateException when commands are left that were never flushed: they are not sent
     */
    @Override
    void close();
}
