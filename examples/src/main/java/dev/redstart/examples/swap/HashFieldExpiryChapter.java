package dev.redstart.examples.swap;

import dev.redstart.ExpireCondition;
import dev.redstart.GetexOptions;
import dev.redstart.HsetexOptions;
import dev.redstart.RedisCommands;
import java.time.Duration;

/** Fields that expire one by one; one key holds a list. */
final class HashFieldExpiryChapter implements Chapter {

    @Override
    public String name() {
        return "hash-field-expiry";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.rpush(stage.key(5), "alien"));
        for (int i = 0; i < 500; i++) {
            if (stage.dice.chance(55)) values(stage);
            else deadlines(stage);
        }
        for (int i = 0; i < 5; i++) {
            String key = stage.key(i);
            stage.step(() -> stage.redis.hgetall(key));
            stage.step(() -> stage.redis.hpexpiretime(key, "m0", "m1", "m2", "m3", "m4", "m5"));
        }
        String key = stage.key("relative");
        stage.step(() -> stage.redis.hset(key, "field", "value"));
        stage.step(() -> stage.redis.hexpire(key, Duration.ofDays(1), "field", "none"));
        stage.note("httl", stage.redis.httl(key, "field").get(0).isExpiring());
        stage.note("hpttl", stage.redis.hpttl(key, "field").get(0).isExpiring());
    }

    private static void values(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String field = dice.member();
        switch (dice.below(10)) {
            case 0, 1 -> stage.step(() -> redis.hset(key, dice.fields()));
            case 2 -> stage.step(() -> redis.hsetex(key, field, dice.word(), HsetexOptions.expireAt(stage.deadline())));
            case 3 -> stage.step(() -> redis.hsetex(key, dice.fields(), HsetexOptions.ifAllAbsent()));
            case 4 ->
                stage.step(() -> redis.hsetex(
                        key, dice.fields(), HsetexOptions.ifAllPresent().keepTtl()));
            case 5 -> stage.step(() -> redis.hgetex(key, GetexOptions.expireAt(stage.deadline()), dice.members()));
            case 6 -> stage.step(() -> redis.hgetex(key, GetexOptions.persist(), field));
            case 7 -> stage.step(() -> redis.hgetdel(key, field, "none"));
            case 8 -> stage.step(() -> redis.hlen(key));
            default -> stage.step(() -> redis.hincrby(key, "counter", 1));
        }
    }

    private static void deadlines(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String field = dice.member();
        ExpireCondition condition =
                dice.oneOf(ExpireCondition.NX, ExpireCondition.XX, ExpireCondition.GT, ExpireCondition.LT);
        switch (dice.below(9)) {
            case 0 -> stage.step(() -> redis.hexpireat(key, stage.deadline(), field, "none"));
            case 1 -> stage.step(() -> redis.hpexpireat(key, stage.deadline().plusMillis(7), field));
            case 2 -> stage.step(() -> redis.hexpireat(key, stage.deadline(), condition, field));
            case 3 -> stage.step(() -> redis.hpexpireat(key, stage.deadline(), condition, field, "none"));
            case 4 -> stage.step(() -> redis.hexpireat(key, stage.past(), field));
            case 5 -> stage.step(() -> redis.hpersist(key, field, "none"));
            case 6 -> stage.step(() -> redis.hexpiretime(key, field));
            case 7 -> stage.step(() -> redis.hpexpiretime(key, field, "none"));
            default -> stage.step(() -> redis.hget(key, field));
        }
    }
}
