package dev.redstart.contract;

import dev.redstart.Role;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Excuses the cases whose {@link Needs} the backend declares that it lacks, and counts what ran. Many cases use keys that
 * are in one slot by chance only: on a cluster these show it by what the driver says to them, and are excused with that.
 */
final class ContractRules
        implements BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    /** The driver's word, and what a server says to a session or a transaction that is on one node. */
    private static final Pattern SLOTS =
            Pattern.compile("needs keys of one slot|may be in different slots|CROSSSLOT|MOVED \\d+ ");

    @Override
    public void beforeEach(ExtensionContext context) {
        ContractSuite suite = (ContractSuite) context.getRequiredTestInstance();
        List<String> missing = new ArrayList<>();
        TypedRedis<?, ?> redis = suite.redis;
        for (Class<?> c = suite.getClass(); c != ContractSuite.class; c = c.getSuperclass()) {
            collect(c.getDeclaredAnnotation(Needs.class), redis, missing);
        }
        collect(context.getRequiredTestMethod().getAnnotation(Needs.class), redis, missing);
        if (!missing.isEmpty()) throw excused(suite, context, "lacks " + String.join(", ", missing));
        ContractReport.ran(suite.backend.name());
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        handleTestExecutionException(context, failure);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        ContractSuite suite = (ContractSuite) context.getRequiredTestInstance();
        if (suite.redis.capabilities().has(Feature.MULTI_SLOT) || !isAboutSlots(failure)) throw failure;
        throw excused(suite, context, "lacks " + Feature.MULTI_SLOT + " for its keys");
    }

    /** Whether it is, or tells of, keys that share no slot. */
    private static boolean isAboutSlots(@Nullable Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = String.valueOf(e.getMessage());
            if (SLOTS.matcher(message).find()) return true;
        }
        return false;
    }

    private static TestAbortedException excused(ContractSuite suite, ExtensionContext context, String why) {
        ContractReport.excused(suite.backend.name(), context.getDisplayName(), why);
        return new TestAbortedException(suite.backend.name() + " " + why);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .filter(e -> !(e instanceof TestAbortedException))
                .ifPresent(
                        e -> ContractReport.failed(((ContractSuite) context.getRequiredTestInstance()).backend.name()));
    }

    private static void collect(@Nullable Needs needs, TypedRedis<?, ?> redis, List<String> missing) {
        if (needs == null) return;
        Capabilities capabilities = redis.capabilities();
        for (Feature feature : needs.value()) if (!capabilities.has(feature)) missing.add(feature.name());
        for (String command : needs.commands()) if (!capabilities.supports(command)) missing.add(command);
        String version = capabilities.redisVersion();
        if (!needs.version().isEmpty() && compare(version, needs.version()) < 0)
            missing.add("Redis " + needs.version() + " (is " + version + ")");
        if (!needs.before().isEmpty() && compare(version, needs.before()) >= 0)
            missing.add("Redis before " + needs.before() + " (is " + version + ")");
        if (needs.alone()
                && capabilities.supports("ROLE")
                && redis.role() instanceof Role.Primary primary
                && !primary.replicas().isEmpty()) missing.add("a server without replicas");
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
