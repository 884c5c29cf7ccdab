package dev.redstart;

import dev.redstart.spi.RedisConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where {@link Redstart#open()} finds its URL. */
final class ConfigLookup {

    static final String PROPERTY = "redstart.url";
    static final String VARIABLE = "REDSTART_URL";
    static final String FILE = "redstart.properties";

    private ConfigLookup() {}

    static String url() {
        return url(System::getProperty, System::getenv, Thread.currentThread().getContextClassLoader());
    }

    static String url(
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment,
            @Nullable ClassLoader context) {
        String url = properties.apply(PROPERTY);
        if (isBlank(url)) url = environment.apply(VARIABLE);
        if (isBlank(url)) url = context == null ? null : fromFile(context);
        if (isBlank(url)) url = fromFile(ConfigLookup.class.getClassLoader());
        if (url == null || isBlank(url))
            throw new RedisConfigException("no URL is configured: set the system property " + PROPERTY
                    + ", the environment variable " + VARIABLE + ", or " + PROPERTY + " in " + FILE
                    + " on the class path; for example " + PROPERTY + "=redstart:jedis:redis://localhost:6379/0");
        return url;
    }

    /** Null without a file; one without the URL is a mistake. */
    private static @Nullable String fromFile(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(FILE)) {
            if (in == null) return null;
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            Properties properties = new Properties();
            properties.load(text);
            String url = properties.getProperty(PROPERTY);
            if (isBlank(url)) throw new RedisConfigException(FILE + " on the class path has no " + PROPERTY);
            return url;
        } catch (IOException | IllegalArgumentException e) {
            throw new RedisConfigException("cannot read " + FILE + " on the class path: " + e.getMessage(), e);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
