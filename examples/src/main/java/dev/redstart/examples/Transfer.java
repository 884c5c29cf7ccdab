package dev.redstart.examples;

import dev.redstart.Outcome;
import dev.redstart.Redis;
import dev.redstart.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Money moves between accounts, from several threads at once, and none of it is lost. WATCH remembers the accounts that are
 * read; EXEC runs the queued changes only if nobody touched those meanwhile, else all is read and decided again. No lock is
 * held while anybody thinks.
 */
final class Transfer implements Story {

    private static final List<String> ACCOUNTS = List.of("ann", "bob", "cleo");
    private static final long START = 1000;
    private static final int THREADS = 4;
    private static final int TRANSFERS = 60;

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public String about() {
        return "money between accounts, in transactions that notice each other";
    }

    /** What became of the transfers of one thread; {@code reruns} counts how often one was decided anew. */
    record Tally(int paid, int refused, int reruns) {
        Tally plus(Tally other) {
            return new Tally(paid + other.paid, refused + other.refused, reruns + other.reruns);
        }
    }

    @Override
    public void run(Context story) throws Exception {
        Redis redis = story.redis();
        Page page = story.page();
        for (String account : ACCOUNTS) redis.set(story.key(account), String.valueOf(START));

        page.heading("%d threads, %d transfers each".formatted(THREADS, TRANSFERS));
        page.say("watch(from, to).transact(body): WATCH, read, MULTI, two changes, EXEC, on one connection.");
        page.say("Who does not have the money gets tx.discard(): nothing is sent.");
        Tally all = new Tally(0, 0, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Tally>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int seed = i;
                running.add(threads.submit(() -> transfers(story, new Random(seed))));
            }
            for (Future<Tally> one : running) all = all.plus(one.get());
        } finally {
            threads.shutdownNow();
        }

        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("account", "balance", ""));
        long total = 0;
        for (String account : ACCOUNTS) {
            long balance = Long.parseLong(Objects.requireNonNull(redis.get(story.key(account))));
            rows.add(List.of(account, String.valueOf(balance), page.bar(balance, START * ACCOUNTS.size(), 40)));
            total += balance;
            story.check(balance >= 0, "no account is overdrawn");
        }
        page.table(rows);

        page.heading("The books");
        page.row("paid", all.paid(), "transfers");
        page.row("refused", all.refused(), "for want of money");
        page.row("decided anew", all.reruns(), "times, since an account had changed after it was read");
        page.row("total", total, "as at the beginning: nothing lost, nothing made");
        story.check(total == START * ACCOUNTS.size(), "the total is what it was");
        story.check(all.paid() + all.refused() == THREADS * TRANSFERS, "every transfer was decided");
    }

    private static Tally transfers(Context story, Random dice) {
        Tally tally = new Tally(0, 0, 0);
        for (int i = 0; i < TRANSFERS; i++) {
            int from = dice.nextInt(ACCOUNTS.size());
            int to = (from + 1 + dice.nextInt(ACCOUNTS.size() - 1)) % ACCOUNTS.size();
            Outcome<Long> outcome = transfer(
                    story.redis(),
                    story.key(ACCOUNTS.get(from)),
                    story.key(ACCOUNTS.get(to)),
                    1 + dice.nextInt((int) START));
            boolean paid = outcome.isCommitted();
            tally = tally.plus(new Tally(paid ? 1 : 0, paid ? 0 : 1, outcome.attempts() - 1));
        }
        return tally;
    }

    /** The outcome's value is what is left in {@code from}. May try often: three accounts, four threads, many conflicts. */
    private static Outcome<Long> transfer(Redis redis, String from, String to, long amount) {
        Watch<String, String> accounts = redis.watch(from, to).attempts(10_000);
        return accounts.transact((seen, tx) -> {
            long balance = Long.parseLong(Objects.requireNonNull(seen.get(from)));
            if (balance < amount) return tx.discard();
            tx.incrby(to, amount);
            return tx.decrby(from, amount);
        });
    }
}
