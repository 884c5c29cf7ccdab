package dev.redstart.examples.swap;

import dev.redstart.LexRange;
import dev.redstart.RedisCommands;
import dev.redstart.ScoreRange;
import dev.redstart.ZrangeOptions;

/** Ranges of sorted sets by rank, by score and by member; half of the keys have one score throughout. */
final class SortedSetRangeChapter implements Chapter {

    @Override
    public String name() {
        return "sorted-set-ranges";
    }

    @Override
    public void play(Stage stage) {
        for (int i = 0; i < 700; i++) {
            switch (stage.dice.below(5)) {
                case 0 -> change(stage);
                case 1 -> byRank(stage);
                case 2 -> byScore(stage);
                case 3 -> byMember(stage);
                default -> old(stage);
            }
        }
    }

    private static void change(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        int id = dice.below(6);
        String key = stage.key(id);
        switch (dice.below(7)) {
            case 0 -> stage.step(() -> redis.zremrangebyrank(key, dice.below(3), dice.below(5)));
            case 1 -> stage.step(() -> redis.zremrangebyscore(key, scores(dice)));
            case 2 -> stage.step(() -> redis.zremrangebylex(key, members(dice)));
            default -> {
                // Ranges by member are defined only where all scores are the same.
                for (int n = 0; n < 4; n++)
                    stage.step(() -> redis.zadd(key, id % 2 == 0 ? 0 : dice.number(), dice.member()));
            }
        }
    }

    private static void byRank(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        int from = dice.between(-5, 5);
        int to = dice.between(-5, 9);
        switch (dice.below(5)) {
            case 0 -> stage.step(() -> redis.zrange(key, from, to));
            case 1 -> stage.step(() -> redis.zrange(key, from, to, ZrangeOptions.reversed()));
            case 2 -> stage.step(() -> redis.zrangeWithScores(key, from, to));
            case 3 -> stage.step(() -> redis.zrangestore(stage.key("stored"), key, from, to));
            default -> stage.step(() -> redis.zrangeWithScores(stage.key("stored"), 0, -1));
        }
    }

    private static void byScore(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        ScoreRange range = scores(dice);
        ZrangeOptions options = options(dice);
        switch (dice.below(5)) {
            case 0 -> stage.step(() -> redis.zrange(key, range));
            case 1 -> stage.step(() -> redis.zrange(key, range, options));
            case 2 -> stage.step(() -> redis.zrangeWithScores(key, range, options));
            case 3 -> stage.step(() -> redis.zrangestore(stage.key("stored"), key, range, options));
            default -> stage.step(() -> redis.zcount(key, range));
        }
    }

    private static void byMember(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key(2 * dice.below(3));
        LexRange<String> range = members(dice);
        ZrangeOptions options = options(dice);
        switch (dice.below(4)) {
            case 0 -> stage.step(() -> redis.zrange(key, range));
            case 1 -> stage.step(() -> redis.zrange(key, range, options));
            case 2 -> stage.step(() -> redis.zrangestore(stage.key("stored"), key, range));
            default -> stage.step(() -> redis.zlexcount(key, range));
        }
    }

    /** The commands that ZRANGE has replaced. */
    private static void old(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String even = stage.key(2 * dice.below(3));
        ScoreRange range = scores(dice);
        switch (dice.below(8)) {
            case 0 -> stage.step(() -> redis.zrevrange(key, dice.below(3), -1));
            case 1 -> stage.step(() -> redis.zrevrangeWithScores(key, 0, dice.below(5)));
            case 2 -> stage.step(() -> redis.zrangebyscore(key, range));
            case 3 -> stage.step(() -> redis.zrangebyscoreWithScores(key, range, 1, 3));
            case 4 -> stage.step(() -> redis.zrevrangebyscore(key, range, 0, 2));
            case 5 -> stage.step(() -> redis.zrevrangebyscoreWithScores(key, range));
            case 6 -> stage.step(() -> redis.zrangebylex(even, members(dice)));
            default -> stage.step(() -> redis.zrevrangebylex(even, members(dice), 1, -1));
        }
    }

    private static ScoreRange scores(Dice dice) {
        double a = dice.number();
        double b = dice.number();
        return switch (dice.below(5)) {
            case 0 -> ScoreRange.closed(Math.min(a, b), Math.max(a, b));
            case 1 -> ScoreRange.open(Math.min(a, b), Math.max(a, b));
            case 2 -> ScoreRange.atLeast(a);
            case 3 -> ScoreRange.lessThan(a);
            default -> ScoreRange.closedOpen(a, b);
        };
    }

    private static LexRange<String> members(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> LexRange.closed(dice.member(), dice.member());
            case 1 -> LexRange.open("m1", dice.member());
            case 2 -> LexRange.atLeast(dice.member());
            default -> LexRange.lessThan(dice.member());
        };
    }

    private static ZrangeOptions options(Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> ZrangeOptions.reversed();
            case 1 -> ZrangeOptions.limit(dice.below(3), dice.between(-1, 3));
            default -> ZrangeOptions.reversed().limit(1, 2);
        };
    }
}
