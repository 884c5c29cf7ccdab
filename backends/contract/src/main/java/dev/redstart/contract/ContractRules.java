package dev.redstart.contract;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Excuses the cases whose {@link Needs} the backend declares that it lacks, and counts what ran. */
final class ContractRules implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        ContractSuite suite = (ContractSuite) context.getRequiredTestInstance();
        List<String> missing = new ArrayList<>();
        Capabilities capabilities = suite.redis.capabilities();
        for (Class<?> c = suite.getClass(); c != ContractSuite.class; c = c.getSuperclass()) {
            collect(c.getDeclaredAnnotation(Needs.class), capabilities, missing);
        }
        collect(context.getRequiredTestMethod().getAnnotation(Needs.class), capabilities, missing);
        if (!missing.isEmpty()) {
            String why = "lacks " + String.join(", ", missing);
            ContractReport.excused(suite.backend.name(), context.getDisplayName(), why);
            throw new TestAbortedException(suite.backend.name() + " " + why);
        }
        ContractReport.ran(suite.backend.name());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .filter(e -> !(e instanceof TestAbortedException))
                .ifPresent(
                        e -> ContractReport.failed(((ContractSuite) context.getRequiredTestInstance()).backend.name()));
    }

    private static void collect(@Nullable Needs needs, Capabilities capabilities, List<String> missing) {
        if (needs == null) return;
        for (Feature feature : needs.value()) if (!capabilities.has(feature)) missing.add(feature.name());
        for (String command : needs.commands()) if (!capabilities.supports(command)) missing.add(command);
        String version = capabilities.redisVersion();
        if (!needs.version().isEmpty() && compare(version, needs.version()) < 0)
            missing.add("Redis " + needs.version() + " (is " + version + ")");
        if (!needs.before().isEmpty() && compare(version, needs.before()) >= 0)
            missing.add("Redis before " + needs.before() + " (is " + version + ")");
    }

    private static int compare(String a, String b) {
        String[] x = a.split("\\."), y = b.split("\\.");
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            int c = Integer.compare(Integer.parseInt(x[i]), Integer.parseInt(y[i]));
            if (c != 0) return c;
        }
        return 0;
    }
}
