package dev.redstart.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox();
    private final List<String> heard = new ArrayList<>();

    @Test
    void deliversInOrderAlsoWhatDeliveryPosts() {
        outbox.post(() -> {
            heard.add("a");
            outbox.post(() -> heard.add("c"));
            outbox.deliver();
            assertThat(heard)
                    .as("a delivery does not overtake the one it runs in")
                    .containsExactly("a");
        });
        outbox.post(() -> heard.add("b"));
        assertThat(outbox.takePosted()).isTrue();
        outbox.deliver();
        assertThat(heard).containsExactly("a", "b", "c");
    }

    @Test
    void oneFailureDoesNotStopTheRest() {
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        outbox.post(() -> {
            throw new IllegalStateException("listener");
        });
        outbox.post(() -> heard.add("b"));
        outbox.deliver();
        assertThat(heard).containsExactly("b");
        assertThat(uncaught).hasSize(1);
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    @Test
    void awaitingInsideADeliveryDoesNotHang() {
        outbox.post(outbox::awaitDelivered);
        outbox.deliver();
        outbox.post(() -> heard.add("b"));
        outbox.awaitDelivered();
        assertThat(heard).containsExactly("b");
    }
}
