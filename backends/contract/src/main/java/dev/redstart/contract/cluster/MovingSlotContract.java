package dev.redstart.contract.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Message;
import dev.redstart.MessageListener;
import dev.redstart.Outcome;
import dev.redstart.Pipeline;
import dev.redstart.RedisSession;
import dev.redstart.Result;
import dev.redstart.Subscription;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.SlotMove;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A slot on its way from one node to another, step by step: ASK, MOVED, TRYAGAIN are the servers' own. */
public abstract class MovingSlotContract extends ClusterCase {

    /** The slot of {@code a}. */
    private static final int SLOT = 15495;

    private final RedisServer home;
    private SlotMove move;

    @SuppressWarnings("NullAway.Init") // begun before each case
    protected MovingSlotContract(String driver) {
        super(driver);
        home = cluster.primaryOf(SLOT);
    }

    @BeforeEach
    void plan() {
        redis.set("{a}:there", "already");
        move = cluster.move(SLOT, otherPrimary(SLOT));
    }

    @AfterEach
    void bringBack() {
        move.end();
        if (cluster.primaryOf(SLOT) != home) cluster.move(SLOT, home).end();
    }

    @Test
    void keysAreFoundAtEveryStep() {
        move.begin();
        everythingWorks("begun");
        move.carry();
        everythingWorks("carried");
        move.end();
        everythingWorks("ended");
    }

    private void everythingWorks(String step) {
        assertThat(redis.get("{a}:there")).isEqualTo("already");
        redis.set("{a}:" + step, step);
        assertThat(redis.get("{a}:" + step)).isEqualTo(step);
        assertThat(redis.async().get("{a}:" + step).get()).isEqualTo(step);
        try (Pipeline p = redis.pipeline()) {
            List<Result<Long>> counts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                counts.add(p.incr("{a}:count:" + step));
                p.incr("b:" + step);
            }
            Result<String> there = p.get("{a}:there");
            p.flush();
            for (int i = 0; i < 20; i++) assertThat(counts.get(i).get()).isEqualTo(i + 1);
            assertThat(there.get()).isEqualTo("already");
        }
        try (RedisSession<String, String> session = redis.session()) {
            assertThat(session.get("{a}:" + step)).isEqualTo(step);
            assertThat(session.get("{a}:there")).isEqualTo("already");
        }
    }

    @Test
    void aTransactionFollowsTheSlot() {
        redis.set("a", "1");
        move.end();
        assertThat(redis.transaction(tx -> tx.incr("a")).get()).isEqualTo(2);
    }

    /** The node says MOVED to what comes after WATCH: nothing has happened, and the body sees the new node. */
    @Test
    void aWatchThatTheSlotLeavesBehindRunsAgain() {
        redis.set("a", "1");
        AtomicInteger runs = new AtomicInteger();
        Outcome<Long> outcome = redis.watch("a").transact((seen, tx) -> {
            if (runs.getAndIncrement() == 0) move.end();
            return tx.incr("a");
        });
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.get()).isEqualTo(2);
    }

    @Test
    void aShardSubscriptionFollowsTheSlotAndTellsOfTheGap() throws InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        MessageListener<String, String> listener = new MessageListener<>() {
            @Override
            public void onMessage(Message<String, String> message) {
                heard.add(message.body());
            }

            @Override
            public void onGap(Gap gap) {
                heard.add("gap");
            }
        };
        try (Subscription s = redis.ssubscribe(List.of("a"), listener)) {
            redis.spublish("a", "before");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("before");
            move.end();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("gap");
            assertThat(s.isActive()).isTrue();
            redis.spublish("a", "after");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("after");
        }
    }
}
