package dev.redstart.examples.swap;

import static dev.redstart.ScoredValue.scored;

import dev.redstart.RedisCommands;
import dev.redstart.ScoreEnd;
import dev.redstart.ScoredValue;
import dev.redstart.ZaddOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sorted sets: scores and places; one key holds a hash. */
final class SortedSetChapter implements Chapter {

    @Override
    public String name() {
        return "sorted-sets";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.hset(stage.key(5), "field", "alien"));
        for (int i = 0; i < 700; i++) {
            if (stage.dice.chance(55)) scores(stage);
            else places(stage);
        }
        for (int i = 0; i < 5; i++) {
            String key = stage.key(i);
            stage.step(() -> stage.redis.zrangeWithScores(key, 0, -1));
            random(stage, key);
        }
    }

    private static void scores(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String member = dice.member();
        switch (dice.below(11)) {
            case 0, 1 -> stage.step(() -> redis.zadd(key, dice.number(), member));
            case 2 -> stage.step(() -> redis.zadd(key, members(dice)));
            case 3, 4 -> stage.step(() -> redis.zadd(key, options(dice), members(dice)));
            case 5 -> stage.step(() -> redis.zaddIncr(key, options(dice), dice.number(), member));
            case 6 -> stage.step(() -> redis.zincrby(key, dice.number(), member));
            case 7 -> stage.step(() -> redis.zadd(key, Double.POSITIVE_INFINITY, dice.oneOf(member, "top")));
            case 8 -> stage.step(() -> redis.zincrby(key, Double.NEGATIVE_INFINITY, dice.oneOf("bottom", "top")));
            case 9 -> stage.step(() -> redis.zrem(key, member));
            default -> stage.step(() -> redis.zremAll(key, dice.members()));
        }
    }

    private static void places(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String member = dice.member();
        switch (dice.below(14)) {
            case 0 -> stage.step(() -> redis.zcard(key));
            case 1 -> stage.step(() -> redis.zscore(key, member));
            case 2 -> stage.step(() -> redis.zmscoreAll(key, dice.members()));
            case 3 -> stage.step(() -> redis.zrank(key, member));
            case 4 -> stage.step(() -> redis.zrevrank(key, member));
            case 5 -> stage.step(() -> redis.zrankWithScore(key, member));
            case 6 -> stage.step(() -> redis.zrevrankWithScore(key, member));
            case 7 -> stage.step(() -> redis.zpopmin(key));
            case 8 -> stage.step(() -> redis.zpopmax(key));
            case 9 -> stage.step(() -> redis.zpopmin(key, dice.below(3)));
            case 10 -> stage.step(() -> redis.zpopmax(key, dice.below(3)));
            case 11 -> stage.step(() -> redis.zmpop(dice.oneOf(ScoreEnd.values()), stage.key("missing"), key));
            case 12 -> stage.step(() -> redis.zmpop(ScoreEnd.MAX, 2, List.of(key, stage.key())));
            default -> stage.step(() -> redis.zrangeWithScores(key, 0, -1));
        }
    }

    /** Some members; one may come twice, and then its last score counts. */
    private static List<ScoredValue<String>> members(Dice dice) {
        List<ScoredValue<String>> members = new ArrayList<>();
        for (String member : dice.members()) members.add(scored(member, dice.number()));
        return members;
    }

    private static ZaddOptions options(Dice dice) {
        return switch (dice.below(6)) {
            case 0 -> ZaddOptions.ifAbsent();
            case 1 -> ZaddOptions.ifPresent();
            case 2 -> ZaddOptions.ifGreater();
            case 3 -> ZaddOptions.ifLess();
            case 4 -> ZaddOptions.ifPresent().ifGreater().countChanged();
            default -> ZaddOptions.countChanged();
        };
    }

    /** Random members are members, as many as asked. */
    private static void random(Stage stage, String key) {
        Set<String> all = new HashSet<>(stage.redis.zrange(key, 0, -1));
        String one = stage.redis.zrandmember(key);
        stage.note("zrandmember", all.isEmpty() ? one == null : all.contains(one));
        stage.note(
                "zrandmember 3",
                stage.redis.zrandmember(key, 3).stream()
                        .filter(all::contains)
                        .distinct()
                        .count());
        List<ScoredValue<String>> many = stage.redis.zrandmemberWithScores(key, -9);
        stage.note(
                "zrandmember -9 withscores",
                many.stream().filter(m -> all.contains(m.value())).count());
    }
}
