package dev.redstart.examples.swap;

import dev.redstart.ListEnd;
import dev.redstart.RedisCommands;
import dev.redstart.ScoreEnd;
import java.time.Duration;

/** Commands that can wait: here they find something at once, or wait in vain for a moment. */
final class BlockingChapter implements Chapter {

    private static final Duration MOMENT = Duration.ofMillis(5);

    @Override
    public String name() {
        return "blocking";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.set(stage.key("alien"), "alien"));
        for (int i = 0; i < 60; i++) fill(stage);
        for (int i = 0; i < 90; i++) take(stage);
        waitInVain(stage);
    }

    private static void fill(Stage stage) {
        Dice dice = stage.dice;
        int id = dice.below(3);
        stage.step(() -> stage.redis.rpush(stage.key("list" + id), dice.word()));
        stage.step(() -> stage.redis.zadd(stage.key("zset" + id), dice.number(), dice.member()));
    }

    /** Keys that have nothing may be named beside one that has. */
    private static void take(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        int id = dice.below(3);
        String list = stage.key("list" + id);
        String zset = stage.key("zset" + id);
        String none = stage.key("none");
        ListEnd from = dice.oneOf(ListEnd.values());
        switch (dice.below(9)) {
            case 0 -> stage.step(() -> redis.blpop(MOMENT, none, list));
            case 1 -> stage.step(() -> redis.brpop(MOMENT, list));
            case 2 -> stage.step(() -> redis.blmove(list, stage.key("moved"), from, ListEnd.LEFT, MOMENT));
            case 3 -> stage.step(() -> redis.brpoplpush(stage.key("moved"), list, MOMENT));
            case 4 -> stage.step(() -> redis.blmpop(MOMENT, from, none, list));
            case 5 -> stage.step(() -> redis.bzpopmin(MOMENT, zset));
            case 6 -> stage.step(() -> redis.bzpopmax(MOMENT, none, zset));
            case 7 -> stage.step(() -> redis.bzmpop(MOMENT, dice.oneOf(ScoreEnd.values()), zset));
            default -> stage.step(() -> redis.blpop(MOMENT, stage.key("alien")));
        }
    }

    private static void waitInVain(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        String none = stage.key("none");
        stage.step(() -> redis.blpop(MOMENT, none));
        stage.step(() -> redis.blmove(none, none, ListEnd.LEFT, ListEnd.RIGHT, MOMENT));
        stage.step(() -> redis.blmpop(MOMENT, ListEnd.LEFT, none));
        stage.step(() -> redis.bzpopmin(MOMENT, none));
        stage.step(() -> redis.bzmpop(MOMENT, ScoreEnd.MIN, none));
    }
}
