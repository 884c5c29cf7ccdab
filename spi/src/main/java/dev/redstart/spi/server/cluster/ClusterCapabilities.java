package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerCapabilities;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** What one of the nodes says, less what a cluster does not have. */
final class ClusterCapabilities implements Capabilities {

    private static final Set<Feature> LACKING = EnumSet.of(Feature.DATABASES, Feature.MULTI_SLOT);

    private final ClusterSettings settings;
    private final ServerCapabilities ofNode;

    ClusterCapabilities(ClusterSettings settings, Function<Request, Reply> anyNode) {
        this.settings = settings;
        this.ofNode = new ServerCapabilities(settings.ofNode(), anyNode);
    }

    @Override
    public String backend() {
        return ofNode.backend();
    }

    /** The addresses of the URL. */
    @Override
    public String node() {
        return settings.address();
    }

    @Override
    public String redisVersion() {
        return ofNode.redisVersion();
    }

    @Override
    public Set<Feature> features() {
        Set<Feature> features = EnumSet.copyOf(ofNode.features());
        features.removeAll(LACKING);
        return Set.copyOf(features);
    }

    @Override
    public boolean supports(String command) {
        return ofNode.supports(command);
    }
}
