package dev.redstart.server;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What TLS needs, as PEM files: {@code tls-cert-file}, {@code tls-key-file} (PKCS#8), {@code tls-ca-cert-file}.
 *
 * @param certificate ours, with the chain behind it
 * @param key         of our certificate
 * @param password    of the key; null when it has none
 * @param authorities whose certificates clients may show; null for those that Java knows
 * @param clients     whether clients must show one
 */
public record TlsOptions(
        Path certificate, Path key, @Nullable String password, @Nullable Path authorities, Clients clients) {

    /** {@code tls-auth-clients}. */
    public enum Clients {
        YES,
        NO,
        OPTIONAL;

        /** By its word in redis.conf. */
        public static Clients of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** @throws IllegalArgumentException when a file cannot be read or holds something else */
    SslContext context() {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(certificate.toFile(), key.toFile(), password)
                    .sslProvider(SslProvider.JDK)
                    .clientAuth(
                            switch (clients) {
                                case YES -> ClientAuth.REQUIRE;
                                case OPTIONAL -> ClientAuth.OPTIONAL;
                                case NO -> ClientAuth.NONE;
                            });
            if (authorities != null) builder.trustManager(authorities.toFile());
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(
                    "TLS with " + certificate + ", " + key + ", " + authorities + ": " + cause.getMessage(), e);
        }
    }

    /** Without the key's password. */
    @Override
    public String toString() {
        return "TlsOptions[" + certificate + ", " + key + ", " + authorities + ", " + clients + "]";
    }
}
