package dev.redstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Values as JSON, by Jackson (an optional dependency: {@code com.fasterxml.jackson.core:jackson-databind}). The type is
 * fixed by the codec, never taken from the data, so nobody who can write to Redis chooses the class that is made.
 */
public final class JsonCodec<T> implements Codec<T> {

    /**
     * Fields unknown to the class are skipped: an older service can read what a newer one wrote. What follows the value is
     * not: it is a sign that the bytes are something else.
     */
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .findAndRegisterModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final JavaType type;

    private JsonCodec(ObjectMapper mapper, JavaType type) {
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
        this.type = type;
    }

    /** For a class, with a plain mapper that ignores unknown fields. */
    public static <T> JsonCodec<T> of(Class<T> type) {
        return of(type, MAPPER);
    }

    /** For a class, with your mapper. */
    public static <T> JsonCodec<T> of(Class<T> type, ObjectMapper mapper) {
        return new JsonCodec<>(mapper, mapper.constructType(type));
    }

    @Override
    public byte[] encode(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("no JSON of a " + value.getClass().getName(), e);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        try {
            T value = reader.readValue(bytes);
            if (value == null) throw new IllegalArgumentException("JSON null is no value; delete the key instead");
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("not the JSON of a " + type.toCanonical(), e);
        }
    }
}
