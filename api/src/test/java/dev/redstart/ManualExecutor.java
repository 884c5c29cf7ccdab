package dev.redstart;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Runs nothing until a test says so, on the test's own thread. */
final class ManualExecutor implements Executor {

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    int size() {
        return tasks.size();
    }

    /** Runs one task; false when there is none. */
    boolean runNext() {
        Runnable task = tasks.poll();
        if (task != null) task.run();
        return task != null;
    }

    /** Runs what is there and what comes meanwhile. */
    void runAll() {
        while (runNext()) {
            // Each may have brought another.
        }
    }
}
