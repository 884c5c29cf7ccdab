package dev.redstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Values as JSON, by Jackson (an optional dependency: {@code com.fasterxml.jackson.core:jackson-databind}). The type is
 * fixed by the codec, never taken from the data, so nobody who can write to Redis chooses the class that is made.
 */
public final class JsonCodec<T> implements Codec<T> {

    /** Fields unknown to the class are skipped: an older service can read what a newer one wrote. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().findAndRegisterModules().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final ObjectMapper mapper;
    private final JavaType type;

    private JsonCodec(ObjectMapper mapper, JavaType type) {
        this.mapper = mapper;
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
            return mapper.writerFor(type).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("no JSON of a " + value.getClass().getName(), e);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        try {
            T value = mapper.readValue(bytes, type);
            if (value == null) throw new IllegalArgumentException("JSON null is no value; delete the key instead");
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("not the JSON of a " + type.toCanonical(), e);
        }
    }
}
