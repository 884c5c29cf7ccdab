package dev.redstart.contract;

import java.util.Map;
import java.util.TreeMap;

/** Counts per backend what ran and what a capability excused; prints it when the suites of a backend are through. */
final class ContractReport {

    private static final Map<String, ContractReport> BACKENDS = new TreeMap<>();

    private int ran;
    private int failed;
    private final Map<String, Integer> excused = new TreeMap<>();

    private ContractReport() {}

    static synchronized void ran(String backend) {
        of(backend).ran++;
    }

    static synchronized void failed(String backend) {
        of(backend).failed++;
    }

    static synchronized void excused(String backend, String test, String why) {
        of(backend).excused.merge(why + ": " + test, 1, Integer::sum);
    }

    private static ContractReport of(String backend) {
        return BACKENDS.computeIfAbsent(backend, b -> new ContractReport());
    }

    /** Prints what has been counted for a backend. */
    static synchronized void print(String backend) {
        ContractReport report = of(backend);
        int excuses = report.excused.values().stream().mapToInt(n -> n).sum();
        System.out.println("contract on " + backend + ": " + report.ran + " cases ran, " + report.failed + " failed, "
                + excuses + " excused");
        report.excused.forEach((why, n) -> System.out.println("    " + why + (n == 1 ? "" : " (" + n + ")")));
    }
}
