package dev.redstart.examples;

import dev.redstart.ExpireCondition;
import dev.redstart.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counting: Redis runs one command at a time, so adding to a number needs no lock, from however many threads. */
final class Counters implements Story {

    private static final int THREADS = 4;
    private static final int VIEWS_PER_THREAD = 500;
    private static final List<String> PAGES = List.of("home", "home", "home", "blog", "blog", "about");

    @Override
    public String name() {
        return "counters";
    }

    @Override
    public String about() {
        return "page views from many threads, visitors, and a rate limit";
    }

    @Override
    public void run(Context story) throws Exception {
        views(story);
        visitors(story);
        rateLimit(story);
    }

    private static void views(Context story) throws Exception {
        Redis redis = story.redis();
        Page page = story.page();
        String views = story.key("views");
        page.heading("Page views");
        page.say("%d threads count %d views each with HINCRBY: one hash, one field for each page."
                .formatted(THREADS, VIEWS_PER_THREAD));

        Callable<Void> browse = () -> {
            for (int i = 0; i < VIEWS_PER_THREAD; i++) redis.hincrby(views, PAGES.get(i % PAGES.size()), 1);
            return null;
        };
        inParallel(browse);

        Map<String, String> counted = new TreeMap<>(redis.hgetall(views));
        long total = counted.values().stream().mapToLong(Long::parseLong).sum();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("page", "views", ""));
        counted.forEach((name, n) -> rows.add(List.of(name, n, page.bar(Long.parseLong(n), total, 40))));
        page.table(rows);
        story.check(total == THREADS * VIEWS_PER_THREAD, "every view was counted");
        page.say("%,d in all: none was lost, and no thread waited for a lock.".formatted(total));
    }

    private static void visitors(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String visitors = story.key("visitors");
        page.heading("Different visitors");
        page.say("SADD says whether a member is new, so a set counts who came without counting anybody twice.");
        List<String> coming = List.of("ann", "bob", "ann", "cleo", "bob", "ann");
        long fresh = coming.stream().mapToLong(who -> redis.sadd(visitors, who)).sum();
        page.row("sadd", fresh + " of " + coming.size(), "were new");
        page.row("scard", redis.scard(visitors), "different visitors");
    }

    private static void rateLimit(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        page.heading("A rate limit: 3 requests a minute");
        page.say("INCR counts in a key for this minute; EXPIRE lets the key end by itself. Nothing to clean up.");
        StringBuilder verdicts = new StringBuilder();
        for (int request = 0; request < 5; request++) {
            verdicts.append(isAllowed(redis, story.key("limit:ann"), 3) ? "yes " : "no ");
        }
        page.row("incr, expire", verdicts.toString().strip(), "the first three may pass");
        page.row(
                "ttl",
                redis.ttl(story.key("limit:ann")).isExpiring() ? "is set" : "is not set",
                "and then it begins anew");
    }

    /** NX sets the expiry with the first request only: later ones must not make the minute longer. */
    private static boolean isAllowed(Redis redis, String key, long most) {
        long count = redis.incr(key);
        redis.expire(key, Duration.ofMinutes(1), ExpireCondition.NX);
        return count <= most;
    }

    private static void inParallel(Callable<Void> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) running.add(threads.submit(task));
            for (Future<Void> one : running) one.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
