package dev.redstart.lettuce;

import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.server.ServerSettings;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** TLS for the channels of a handle, with the {@link SSLContext} of the application: Lettuce's options have no place for one. */
final class Tls {

    /** Who wants it names it in this attribute; see {@link TlsClient}. */
    static final AttributeKey<@Nullable Tls> OF_CHANNEL = AttributeKey.valueOf(Tls.class, "of-channel");

    /** Of the handler in a pipeline. */
    static final String NAME = "redstart-tls";

    private final ServerSettings settings;
    private final SSLContext context;

    /** For the threads that all handles share: puts it onto those channels that carry it. */
    static final NettyCustomizer CUSTOMIZER = new NettyCustomizer() {
        @Override
        public void afterChannelInitialized(Channel channel) {
            Tls tls = channel.attr(OF_CHANNEL).get();
            if (tls != null) tls.encrypt(channel);
        }
    };

    /** Null when the settings say plain text. */
    static @Nullable Tls of(ServerSettings settings) {
        return settings.tls() ? new Tls(settings) : null;
    }

    private Tls(ServerSettings settings) {
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

    private void encrypt(Channel channel) {
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
