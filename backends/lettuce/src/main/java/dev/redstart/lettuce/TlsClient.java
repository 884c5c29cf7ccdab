package dev.redstart.lettuce;

import io.lettuce.core.ConnectionBuilder;
import io.lettuce.core.ConnectionEvents;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lettuce's client with TLS of the application's choice: its connections carry the {@link Tls} that is to be put onto their
 * channels. So Lettuce itself believes that it speaks plain text.
 */
class TlsClient extends RedisClient {

    private final @Nullable Tls tls;

    TlsClient(ClientResources resources, RedisURI address, @Nullable Tls tls) {
        super(resources, address);
        this.tls = tls;
    }

    @Override
    protected void connectionBuilder(
            Mono<SocketAddress> address, ConnectionBuilder builder, ConnectionEvents events, RedisURI uri) {
        super.connectionBuilder(address, builder, events, uri);
        builder.bootstrap().attr(Tls.OF_CHANNEL, tls);
    }
}
