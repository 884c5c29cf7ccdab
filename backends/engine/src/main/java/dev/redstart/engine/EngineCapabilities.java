package dev.redstart.engine;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the engine is and can. */
final class EngineCapabilities implements Capabilities {

    private final EngineHandle handle;
    private final Set<Feature> features;

    EngineCapabilities(EngineHandle handle) {
        this.handle = handle;
        EnumSet<Feature> has =
                EnumSet.of(Feature.SCRIPTS, Feature.TRANSACTIONS, Feature.PUBSUB, Feature.SHARDED_PUBSUB, Feature.PUSH);
        if (!handle.dispatcher().cluster().isEnabled()) has.add(Feature.MULTI_SLOT);
        if (handle.databases() > 1) has.add(Feature.DATABASES);
        if (handle.dispatcher().saves().isOpen()) has.add(Feature.PERSISTENCE);
        has.addAll(handle.storage().features());
        features = Set.copyOf(has);
    }

    @Override
    public String backend() {
        return handle.driver();
    }

    @Override
    public String node() {
        return handle.node();
    }

    @Override
    public String redisVersion() {
        return Engine.REDIS_VERSION;
    }

    @Override
    public Set<Feature> features() {
        if (!handle.dispatcher().memory().mayEvict()) return features;
        EnumSet<Feature> all = EnumSet.copyOf(features);
        all.add(Feature.EVICTION);
        return all;
    }

    @Override
    public boolean supports(String command) {
        String name = command.toUpperCase(Locale.ROOT);
        return handle.dispatcher().commands().knows(name);
    }
}
