package dev.redstart.engine.command;

/**
 * The heap of this JVM, in bytes.
 *
 * @param used      by objects, garbage not collected yet included
 * @param committed taken from the system
 * @param limit     most that may be taken
 * @param peak      most that was in use whenever somebody asked
 * @param atStart   in use when the engine's classes were loaded
 */
record HeapMemory(long used, long committed, long limit, long peak, long atStart) {

    private static final long AT_START = used(Runtime.getRuntime());
    private static long peakSoFar = AT_START;

    private static long used(Runtime runtime) {
        return runtime.totalMemory() - runtime.freeMemory();
    }

    static synchronized HeapMemory now() {
        Runtime runtime = Runtime.getRuntime();
        long used = used(runtime);
        peakSoFar = Math.max(peakSoFar, used);
        return new HeapMemory(used, runtime.totalMemory(), runtime.maxMemory(), peakSoFar, Math.min(AT_START, used));
    }

    /** What came on top since the start. */
    long dataset() {
        return used - atStart;
    }
}
