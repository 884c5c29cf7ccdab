package dev.redstart.examples;

import dev.redstart.ListEnd;
import dev.redstart.Redis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A queue of tasks that loses nothing. BLPOP would take a task out of Redis, and a worker that died then would take it to
 * its grave. BLMOVE moves it into a list of what is being worked on, in one step: there it stays until it is done.
 */
final class TaskQueue implements Story {

    private static final int MOST_TRIES = 3;
    private static final String STOP = "stop";

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String about() {
        return "tasks for a worker that blocks; retries; a worker that dies loses nothing";
    }

    @Override
    public void run(Context story) throws Exception {
        Redis redis = story.redis();
        Page page = story.page();
        Keys keys = new Keys(story);

        page.heading("A worker dies");
        redis.lpush(keys.tasks, "invoice-1");
        redis.lmove(keys.tasks, keys.working, ListEnd.RIGHT, ListEnd.LEFT);
        page.say("It had taken invoice-1 with LMOVE and never came back. The task is still in the list of work:");
        page.row("lrange working", redis.lrange(keys.working, 0, -1), "nothing is lost");
        while (redis.lmove(keys.working, keys.tasks, ListEnd.LEFT, ListEnd.RIGHT) != null) {
            page.row("lmove back", redis.lrange(keys.tasks, 0, -1), "the next worker finds it first");
        }

        page.heading("The next worker");
        page.say("BLMOVE waits in Redis until there is a task: no polling, and no task goes to two workers.");
        FutureTask<Integer> worker = new FutureTask<>(() -> work(redis, page, keys));
        new Thread(worker, "worker").start();
        for (String task : List.of("invoice-2", "flaky-mail", "broken-report", "invoice-3"))
            redis.lpush(keys.tasks, task);

        // Five tasks end, well or badly; the worker says so on another list, on which we block in turn.
        for (int ended = 0; ended < 5; ended++) {
            story.check(redis.brpop(Duration.ofSeconds(10), keys.ended) != null, "the worker makes progress");
        }
        redis.lpush(keys.tasks, STOP);
        int tries = worker.get(10, TimeUnit.SECONDS);

        page.heading("In the end");
        page.row("tries", tries, "for 5 tasks");
        page.row("lrange done", redis.lrange(keys.done, 0, -1), "in the order in which they got done");
        page.row("lrange dead", redis.lrange(keys.dead, 0, -1), "given up after " + MOST_TRIES + " tries, for a human");
        page.row("llen tasks, working", redis.llen(keys.tasks) + ", " + redis.llen(keys.working), "nothing waits");
        story.check(redis.llen(keys.working) == 0, "no task is left behind");
        story.check(redis.llen(keys.done) == 4, "four tasks are done");
    }

    /** Takes tasks until it is told to stop; gives how often it tried one. */
    private static int work(Redis redis, Page page, Keys keys) {
        int tries = 0;
        while (true) {
            String task = redis.blmove(keys.tasks, keys.working, ListEnd.RIGHT, ListEnd.LEFT, Duration.ofSeconds(10));
            if (task == null) continue;
            if (task.equals(STOP)) {
                redis.lrem(keys.working, 1, task);
                return tries;
            }
            tries++;
            long attempt = redis.hincrby(keys.attempts, task, 1);
            boolean good = succeeds(task, attempt);
            page.row("worker", task, good ? "done" : "failed, try " + attempt + " of " + MOST_TRIES);
            if (good) finish(redis, keys, task, keys.done);
            else if (attempt < MOST_TRIES) tryAgain(redis, keys, task);
            else finish(redis, keys, task, keys.dead);
        }
    }

    /** In a transaction: a crash in between would leave the task in two lists, or in none. */
    private static void finish(Redis redis, Keys keys, String task, String where) {
        redis.transaction(tx -> {
            tx.lrem(keys.working, 1, task);
            tx.rpush(where, task);
            tx.lpush(keys.ended, task);
            return tx.commit();
        });
    }

    private static void tryAgain(Redis redis, Keys keys, String task) {
        redis.transaction(tx -> {
            tx.lrem(keys.working, 1, task);
            return tx.lpush(keys.tasks, task);
        });
    }

    /** Stands for the real work: a flaky task needs a second try, a broken one never ends well. */
    private static boolean succeeds(String task, long attempt) {
        return !task.startsWith("broken") && (!task.startsWith("flaky") || attempt > 1);
    }

    /** The names of the lists. New tasks come in on the left; the worker takes from the right. */
    private static final class Keys {
        final String tasks;
        final String working;
        final String attempts;
        final String done;
        final String dead;
        final String ended;

        Keys(Context story) {
            tasks = story.key("tasks");
            working = story.key("working");
            attempts = story.key("attempts");
            done = story.key("done");
            dead = story.key("dead");
            ended = story.key("ended");
        }
    }
}
