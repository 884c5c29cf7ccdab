package dev.redstart.lettuce;

import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.server.ServerSettings;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS onto the channels of a handle, with the {@link SSLContext} of the application, for which Lettuce's options have
 * no place. So Lettuce itself believes that it speaks plain text.
 */
final class Tls implements NettyCustomizer {

    /** Of the handler in a pipeline. */
    static final String NAME = "redstart-tls";

    private final ServerSettings settings;
    private final SSLContext context;

    Tls(ServerSettings settings) {
        this.settings = settings;
        this.context = context(settings.sslContext());
    }

    private static SSLContext context(@Nullable SSLContext given) {
        if (given != null) return given;
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new RedisConfigException("the JVM's default TLS context cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void afterChannelInitialized(Channel channel) {
        SSLEngine engine =
                context.createSSLEngine(settings.node().host(), settings.node().port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        // Without this word Java checks that the certificate is trusted, but not that it is this host's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(settings.connectTimeout());
        channel.pipeline().addFirst(NAME, handler);
    }
}
