package dev.redstart.engine.command;

/**
 * The heap of this JVM, in bytes.
 *
 * @param used      by objects, garbage not collected yet included
 * @param committed taken from the system
 * @param limit     most that may be taken
 */
record HeapMemory(long used, long committed, long limit) {

    static HeapMemory now() {
        Runtime runtime = Runtime.getRuntime();
        long committed = runtime.totalMemory();
        return new HeapMemory(committed - runtime.freeMemory(), committed, runtime.maxMemory());
    }
}
