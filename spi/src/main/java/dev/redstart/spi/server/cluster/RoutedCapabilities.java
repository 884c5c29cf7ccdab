package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerCapabilities;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** What one of the nodes says, less what several together do not have. */
final class RoutedCapabilities implements Capabilities {

    private final RoutedSettings settings;
    private final Set<Feature> lacking;
    private final ServerCapabilities ofNode;

    RoutedCapabilities(RoutedSettings settings, Set<Feature> lacking, Function<Request, Reply> anyNode) {
        this.settings = settings;
        this.lacking = lacking;
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
        features.removeAll(lacking);
        return Set.copyOf(features);
    }

    @Override
    public boolean supports(String command) {
        return ofNode.supports(command);
    }
}
