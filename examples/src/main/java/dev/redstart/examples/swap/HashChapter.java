package dev.redstart.examples.swap;

import dev.redstart.FieldValue;
import dev.redstart.RedisCommands;
import java.util.List;
import java.util.Map;

/** Hashes; one key holds a string. */
final class HashChapter implements Chapter {

    @Override
    public String name() {
        return "hashes";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.set(stage.key(5), "alien"));
        for (int i = 0; i < 600; i++) step(stage);
        for (int i = 0; i < 5; i++) {
            String key = stage.key(i);
            stage.step(() -> stage.redis.hgetall(key));
            random(stage, key);
        }
    }

    private static void step(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String field = dice.member();
        switch (dice.below(17)) {
            case 0, 1 -> stage.step(() -> redis.hset(key, field, dice.text()));
            case 2 -> stage.step(() -> redis.hset(key, dice.fields()));
            case 3 -> stage.step(() -> redis.hmset(key, dice.fields()));
            case 4 -> stage.step(() -> redis.hsetnx(key, field, dice.text()));
            case 5 -> stage.step(() -> redis.hget(key, field));
            case 6 -> stage.step(() -> redis.hmget(key, field, dice.member(), field));
            case 7 -> stage.step(() -> redis.hgetall(key));
            case 8 -> stage.step(() -> redis.hkeys(key));
            case 9 -> sortedValues(stage, key);
            case 10 -> stage.step(() -> redis.hlen(key));
            case 11 -> stage.step(() -> redis.hexists(key, field));
            case 12 -> stage.step(() -> redis.hstrlen(key, field));
            case 13 -> stage.step(() -> redis.hdel(key, dice.members()));
            case 14 -> stage.step(() -> redis.hincrby(key, field, dice.oneOf(1L, -5L, Long.MAX_VALUE)));
            case 15 -> stage.step(() -> redis.hincrbyfloat(key, field, dice.number()));
            default -> stage.step(() -> redis.del(stage.key(dice.below(5))));
        }
    }

    /** HVALS has the order of the hash, which is nobody's business. */
    private static void sortedValues(Stage stage, String key) {
        stage.step(() -> stage.redis.hvals(key).stream().sorted().toList());
    }

    /** Random fields are fields, as many as asked. */
    private static void random(Stage stage, String key) {
        Map<String, String> all = stage.redis.hgetall(key);
        String one = stage.redis.hrandfield(key);
        stage.note("hrandfield", all.isEmpty() ? one == null : all.containsKey(one));
        List<String> some = stage.redis.hrandfield(key, 3);
        stage.note("hrandfield 3", some.size());
        stage.note(
                "hrandfield 3 are different fields",
                some.stream().distinct().filter(all::containsKey).count());
        List<FieldValue<String, String>> many = stage.redis.hrandfieldWithValues(key, -9);
        stage.note("hrandfield -9 withvalues", many.size());
        stage.note(
                "they have their values", many.stream().allMatch(f -> f.value().equals(all.get(f.field()))));
    }
}
