package dev.redstart;

import dev.redstart.spi.RedisConfigException;
import java.io.IOException;
import java.io.InputStream;
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
            @Nullable ClassLoader loader) {
        String url = properties.apply(PROPERTY);
        if (isBlank(url)) url = environment.apply(VARIABLE);
        if (isBlank(url)) url = fromFile(loader == null ? ConfigLookup.class.getClassLoader() : loader);
        if (url == null || isBlank(url))
            throw new RedisConfigException("no URL is configured: set the system property " + PROPERTY
                    + ", the environment variable " + VARIABLE + ", or " + PROPERTY + " in " + FILE
                    + " on the class path; for example " + PROPERTY + "=redstart:jedis:redis://localhost:6379/0");
        return url;
    }

    private static @Nullable String fromFile(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(FILE)) {
            if (in == null) return null;
            Properties properties = new Properties();
            properties.load(in);
            String url = properties.getProperty(PROPERTY);
            if (isBlank(url)) throw new RedisConfigException(FILE + " on the class path has no " + PROPERTY);
            return url;
        } catch (IOException e) {
            throw new RedisConfigException("cannot read " + FILE + " on the class path: " + e.getMessage(), e);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
