package dev.redstart.engine.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the tables that lie beside a class. */
public final class ResourceLines {

    private ResourceLines() {}

    /** Shows the lines of a resource of that class's package that are no comments. */
    public static void read(Class<?> beside, String resource, Consumer<String> consumer) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) if (!line.startsWith("#")) consumer.accept(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
