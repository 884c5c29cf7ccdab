package dev.redstart.bench.drivers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two that are compared; shared by all threads of a round. */
interface Client extends AutoCloseable {

    @Nullable
    String get(String key);

    void set(String key, String value);

    /** One GET for each key in one pipeline; the values in that order. */
    List<@Nullable String> getAll(List<String> keys);

    /** One SET for each key in one pipeline; an error of the server is thrown. */
    void setAll(List<String> keys, String value);

    @Override
    void close();
}
