package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Resources.Credentials;
import dev.redstart.spi.server.ServerSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the URL says of the Sentinels. Immutable.
 *
 * @param primaryName what they call the primary
 * @param ofSentinel  for the first of them: their own credentials, no database
 */
record SentinelSettings(String primaryName, List<Endpoint.Node> sentinels, ServerSettings ofSentinel) {

    static SentinelSettings of(Endpoint endpoint, Endpoint.Server server) {
        String password = endpoint.text("sentinelPassword", null);
        Credentials own = password == null ? null : new Credentials(endpoint.text("sentinelUser", null), password);
        return new SentinelSettings(
                Objects.requireNonNull(server.primaryName()),
                server.nodes(),
                settings(ServerSettings.of(endpoint, server), own));
    }

    private static ServerSettings settings(ServerSettings ofServer, @Nullable Credentials own) {
        return ofServer.withDatabase(0).withCredentials(() -> own);
    }
}
