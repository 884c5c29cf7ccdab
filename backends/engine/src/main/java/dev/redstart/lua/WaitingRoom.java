package dev.redstart.lua;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Where a thread waits for another one that goes on with its script; meanwhile it runs errands for that one. */
final class WaitingRoom {

    private static final Runnable END = () -> {};

    private final BlockingQueue<Runnable> errands = new LinkedBlockingQueue<>();

    /** Until {@link #leave} is called; not to be interrupted, but the flag is kept. */
    void stay() {
        boolean interrupted = false;
        while (true) {
            try {
                Runnable errand = errands.take();
                if (errand == END) {
                    break;
                }
                errand.run();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void leave() {
        errands.add(END);
    }

    /** Has it run by the thread that waits here, and returns after that. */
    void send(Runnable errand) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        errands.add(() -> {
            try {
                errand.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }
}
