package dev.redstart.examples.swap;

import dev.redstart.RedisCommands;
import dev.redstart.ZcombineOptions;
import java.util.List;

/** Unions, intersections and differences of sorted sets; a plain set takes part with a score of 1. */
final class SortedSetAlgebraChapter implements Chapter {

    @Override
    public String name() {
        return "sorted-set-algebra";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.saddAll(stage.key(4), List.of("m1", "m2", "m3", "m4")));
        stage.step(() -> stage.redis.set(stage.key(5), "alien"));
        for (int i = 0; i < 400; i++) step(stage);
    }

    private static void step(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String target = stage.key("stored");
        List<String> keys = List.of(stage.key(), stage.key());
        ZcombineOptions options = options(dice);
        switch (dice.below(16)) {
            case 0, 1, 2, 3 -> stage.step(() -> redis.zadd(stage.key(dice.below(4)), dice.number(), dice.member()));
            case 4 -> stage.step(() -> redis.zunion(keys));
            case 5 -> stage.step(() -> redis.zunionWithScores(keys, options));
            case 6 -> stage.step(() -> redis.zunionstore(target, keys, options));
            case 7 -> stage.step(() -> redis.zinter(keys));
            case 8 -> stage.step(() -> redis.zinterWithScores(keys, options));
            case 9 -> stage.step(() -> redis.zinterstore(target, keys, options));
            case 10 -> stage.step(() -> redis.zdiff(keys));
            case 11 -> stage.step(() -> redis.zdiffWithScores(keys));
            case 12 -> stage.step(() -> redis.zdiffstore(target, keys));
            case 13 -> stage.step(() -> redis.zintercard(keys));
            case 14 -> stage.step(() -> redis.zintercard(2, keys));
            default -> stage.step(() -> redis.zrangeWithScores(target, 0, -1));
        }
    }

    private static ZcombineOptions options(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> ZcombineOptions.weights(dice.number(), 2);
            case 1 -> ZcombineOptions.weights(1, -0.5).max();
            case 2 -> ZcombineOptions.min();
            default -> ZcombineOptions.sum();
        };
    }
}
