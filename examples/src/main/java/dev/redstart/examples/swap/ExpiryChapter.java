package dev.redstart.examples.swap;

import dev.redstart.ExpireCondition;
import dev.redstart.Expiry;
import dev.redstart.RedisCommands;
import java.time.Duration;

/** Times to live with their conditions. Relative ones are noted as being there, absolute ones as they are. */
final class ExpiryChapter implements Chapter {

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public void play(Stage stage) {
        for (int i = 0; i < 450; i++) step(stage);
        relative(stage);
    }

    private static void step(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        ExpireCondition condition = dice.oneOf(ExpireCondition.values());
        switch (dice.below(13)) {
            case 0, 1 -> stage.step(() -> redis.set(key, dice.word()));
            case 2 -> stage.step(() -> redis.expireat(key, stage.deadline()));
            case 3 -> stage.step(() -> redis.pexpireat(key, stage.deadline().plusMillis(dice.below(2000))));
            case 4 -> stage.step(() -> redis.expireat(key, stage.deadline(), condition));
            case 5 -> stage.step(() -> redis.pexpireat(key, stage.deadline(), condition));
            case 6 -> stage.step(() -> redis.expireat(key, stage.past()));
            case 7 -> stage.step(() -> redis.pexpireat(key, stage.past(), condition));
            case 8 -> stage.step(() -> redis.persist(key));
            case 9 -> stage.step(() -> redis.expiretime(key));
            case 10 -> stage.step(() -> redis.pexpiretime(key));
            case 11 -> stage.step(() -> redis.exists(key));
            default -> stage.step(() -> redis.append(key, "more"));
        }
    }

    private static void relative(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        String key = stage.key("relative");
        stage.step(() -> redis.ttl(key));
        stage.step(() -> redis.setex(key, Duration.ofDays(3), "value"));
        stage.note("ttl", within(redis.ttl(key), Duration.ofDays(3)));
        stage.step(() -> redis.persist(key));
        stage.step(() -> redis.pttl(key));
        stage.step(() -> redis.pexpire(key, Duration.ofHours(5)));
        stage.note("pttl", within(redis.pttl(key), Duration.ofHours(5)));
        stage.step(() -> redis.expire(key, Duration.ofHours(1), ExpireCondition.GT));
        stage.step(() -> redis.expire(key, Duration.ofHours(9), ExpireCondition.GT));
        stage.note("ttl", within(redis.ttl(key), Duration.ofHours(9)));
        stage.step(() -> redis.psetex(key, Duration.ofMinutes(10), "value"));
        stage.note("pttl", within(redis.pttl(key), Duration.ofMinutes(10)));
    }

    /** Whether it is what was set, but for the time that this workload may have taken since. */
    private static boolean within(Expiry<Duration> left, Duration set) {
        return left.isExpiring() && left.get().compareTo(set) <= 0 && left.get().compareTo(set.minusMinutes(5)) > 0;
    }
}
