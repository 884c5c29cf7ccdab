package dev.redstart.examples.swap;

import dev.redstart.CopyOptions;
import dev.redstart.RedisCommands;

/** Keys of all types: what is there, moved about, copied and deleted. */
final class KeyChapter implements Chapter {

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public void play(Stage stage) {
        for (int i = 0; i < 450; i++) step(stage);
    }

    private static void step(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String other = stage.key();
        switch (dice.below(20)) {
            case 0 -> stage.step(() -> redis.set(key, dice.word()));
            case 1 -> stage.step(() -> redis.rpush(key, dice.member(), dice.member()));
            case 2 -> stage.step(() -> redis.hset(key, dice.fields()));
            case 3 -> stage.step(() -> redis.saddAll(key, dice.members()));
            case 4 -> stage.step(() -> redis.zadd(key, dice.number(), dice.member()));
            case 5 -> stage.step(() -> redis.del(key, other, key));
            case 6 -> stage.step(() -> redis.unlink(key));
            case 7 -> stage.step(() -> redis.exists(key, other, key));
            case 8 -> stage.step(() -> redis.touch(key, other));
            case 9 -> stage.step(() -> redis.rename(key, other));
            case 10 -> stage.step(() -> redis.renamenx(key, other));
            case 11 -> stage.step(() -> redis.copy(key, other));
            case 12 -> stage.step(() -> redis.copy(key, other, CopyOptions.replace()));
            case 13 -> stage.step(() -> redis.pexpireat(key, stage.deadline()));
            case 14 -> stage.step(() -> redis.pexpiretime(key));
            case 15 -> stage.step(() -> redis.persist(key));
            case 16 -> stage.step(() -> redis.get(key));
            case 17 -> stage.step(() -> redis.lrange(key, 0, -1));
            case 18 -> stage.step(() -> redis.hgetall(key));
            default -> stage.step(() -> redis.type(key));
        }
    }
}
