package dev.redstart.examples.swap;

import dev.redstart.RedisCommands;
import java.util.List;
import java.util.Set;

/** Sets, of texts and of numbers; one key holds a string. */
final class SetChapter implements Chapter {

    @Override
    public String name() {
        return "sets";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.set(stage.key(5), "alien"));
        for (int i = 0; i < 600; i++) {
            if (stage.dice.chance(50)) one(stage);
            else several(stage);
        }
        for (int i = 0; i < 5; i++) random(stage, stage.key(i));
    }

    private static void one(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        switch (dice.below(10)) {
            case 0 -> stage.step(() -> redis.sadd(key, dice.text()));
            case 1 -> stage.step(() -> redis.saddAll(key, dice.members()));
            case 2 -> stage.step(() -> redis.sadd(key, String.valueOf(dice.between(-40, 40))));
            case 3 -> stage.step(() -> redis.srem(key, dice.member()));
            case 4 -> stage.step(() -> redis.sremAll(key, dice.members()));
            case 5 -> stage.step(() -> redis.scard(key));
            case 6 -> stage.step(() -> redis.sismember(key, dice.member()));
            case 7 -> stage.step(() -> redis.smismemberAll(key, dice.members()));
            case 8 -> stage.step(() -> redis.smembers(key));
            default -> stage.step(() -> redis.smove(key, stage.key(), dice.member()));
        }
    }

    private static void several(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        String key = stage.key();
        String other = stage.key();
        String third = stage.key();
        String target = stage.key(stage.dice.below(5));
        switch (stage.dice.below(9)) {
            case 0 -> stage.step(() -> redis.sinter(key, other));
            case 1 -> stage.step(() -> redis.sunion(key, other, third));
            case 2 -> stage.step(() -> redis.sdiff(key, other, third));
            case 3 -> stage.step(() -> redis.sinterstore(target, key, other));
            case 4 -> stage.step(() -> redis.sunionstore(target, key, other));
            case 5 -> stage.step(() -> redis.sdiffstore(target, key, other));
            case 6 -> stage.step(() -> redis.sintercard(key, other));
            case 7 -> stage.step(() -> redis.sintercard(2, List.of(key, other)));
            default -> stage.step(() -> redis.del(target));
        }
    }

    /** Random members are members, as many as asked; a popped one is gone. */
    private static void random(Stage stage, String key) {
        RedisCommands<String, String> redis = stage.redis;
        Set<String> all = redis.smembers(key);
        String one = redis.srandmember(key);
        stage.note("srandmember", all.isEmpty() ? one == null : all.contains(one));
        stage.note(
                "srandmember 3",
                redis.srandmember(key, 3).stream()
                        .distinct()
                        .filter(all::contains)
                        .count());
        stage.note(
                "srandmember -20",
                redis.srandmember(key, -20).stream().filter(all::contains).count());
        String popped = redis.spop(key);
        stage.note("spop", popped == null ? all.isEmpty() : all.contains(popped) && !redis.sismember(key, popped));
        stage.note("spop 2", redis.spop(key, 2).stream().filter(all::contains).count());
        stage.step(() -> redis.scard(key));
    }
}
