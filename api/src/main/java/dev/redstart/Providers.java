package dev.redstart;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the class path has of a service: from the context class loader first, then from ours; a class that both see comes
 * once. One that cannot be loaded is no reason not to use the others: it is only remembered, for the error if it is missed.
 */
record Providers<S>(List<S> found, List<String> broken) {

    /** A loader that cannot even be asked fails for ever. */
    private static final int MOST_BROKEN = 100;

    static <S> Providers<S> of(Class<S> service) {
        Map<String, S> found = new LinkedHashMap<>();
        Set<String> broken = new LinkedHashSet<>();
        Stream.of(Thread.currentThread().getContextClassLoader(), Providers.class.getClassLoader())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(loader -> {
                    Iterator<S> providers = ServiceLoader.load(service, loader).iterator();
                    while (broken.size() < MOST_BROKEN) {
                        try {
                            if (!providers.hasNext()) return;
                            S provider = providers.next();
                            found.putIfAbsent(provider.getClass().getName(), provider);
                        } catch (ServiceConfigurationError | LinkageError e) {
                            // The iterator has gone past it.
                            broken.add(broken.size() + 1 + ": " + e.getMessage());
                        }
                    }
                });
        return new Providers<>(List.copyOf(found.values()), new ArrayList<>(broken));
    }
}
