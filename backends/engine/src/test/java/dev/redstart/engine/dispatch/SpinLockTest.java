package dev.redstart.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpinLockTest {

    private final SpinLock lock = new SpinLock();

    @Test
    void excludes() throws InterruptedException {
        int[] counter = {0};
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    lock.acquire(Long.MAX_VALUE >> 1);
                    counter[0]++;
                    lock.release();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread t : threads) t.join();
        assertThat(counter[0]).isEqualTo(200_000);
    }

    @Test
    void givesUpInTimeAndKeepsTheInterrupt() {
        assertThat(lock.acquire(0)).isTrue();
        Thread.currentThread().interrupt();
        assertThat(lock.acquire(TimeUnit.MILLISECONDS.toNanos(5))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anotherThreadMayRelease() throws InterruptedException {
        lock.acquire(0);
        CountDownLatch released = new CountDownLatch(1);
        new Thread(() -> {
                    lock.release();
                    released.countDown();
                })
                .start();
        assertThat(lock.acquire(TimeUnit.SECONDS.toNanos(30))).isTrue();
        assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
