package dev.redstart.bench.drivers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that work, the same ones in all rounds of a comparison. */
final class Crew implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int size;
    private final ExecutorService threads;

    Crew(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /**
     * What came out of a round.
     *
     * @param bytes allocated per call, by all threads of the JVM: the event loops work for us, too
     */
    record Round(double callsPerSecond, double bytes) {}

    /** All threads do this work until the time is over. */
    Round work(Client client, Work work, double seconds) throws InterruptedException {
        Map<Long, Long> before = allocated();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) tasks.add(() -> until(end, client, work));
        long calls = 0;
        for (Future<Long> done : threads.invokeAll(tasks)) calls += result(done);
        double took = (System.nanoTime() - start) / 1e9;
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet())
            bytes += Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L));
        return new Round(calls / took, (double) bytes / calls);
    }

    /** At least once, however late the thread came to run. */
    private static long until(long end, Client client, Work work) {
        long times = 0;
        do {
            work.once(client);
            times++;
        } while (System.nanoTime() - end < 0);
        return times * work.calls();
    }

    private static long result(Future<Long> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        }
    }

    /** Bytes that each live thread has ever allocated, by its id. */
    private static Map<Long, Long> allocated() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) allocated.put(ids[i], bytes[i]);
        return allocated;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
