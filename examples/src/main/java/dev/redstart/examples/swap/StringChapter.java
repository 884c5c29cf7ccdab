package dev.redstart.examples.swap;

import dev.redstart.GetexOptions;
import dev.redstart.RedisCommands;
import dev.redstart.SetOptions;
import java.util.List;

/** Strings and numbers; one key holds a list, so that errors come, too. */
final class StringChapter implements Chapter {

    @Override
    public String name() {
        return "strings";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.rpush(stage.key(5), "alien"));
        for (int i = 0; i < 900; i++) {
            if (stage.dice.chance(50)) values(stage);
            else numbersAndRanges(stage);
        }
        for (int i = 0; i < 6; i++) {
            String key = stage.key(i);
            stage.step(() -> stage.redis.type(key));
            stage.step(() -> stage.redis.get(key));
            stage.step(() -> stage.redis.pexpiretime(key));
        }
    }

    private static void values(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String other = stage.key();
        String word = dice.word();
        switch (dice.below(15)) {
            case 0 -> stage.step(() -> redis.set(key, word));
            case 1 -> stage.step(() -> redis.set(key, word, options(stage)));
            case 2 -> stage.step(() -> redis.setGet(key, word));
            case 3 -> stage.step(() -> redis.setGet(key, word, options(stage)));
            case 4 -> stage.step(() -> redis.get(key));
            case 5 -> stage.step(() -> redis.getdel(key));
            case 6 -> stage.step(() -> redis.getex(key, GetexOptions.expireAt(stage.deadline())));
            case 7 -> stage.step(() -> redis.getex(key, GetexOptions.persist()));
            case 8 -> stage.step(() -> redis.getset(key, word));
            case 9 -> stage.step(() -> redis.setnx(key, word));
            case 10 -> stage.step(() -> redis.mget(List.of(key, other, stage.key("missing"))));
            case 11 -> stage.step(() -> redis.mset(Pairs.of(key, word, other, dice.word())));
            case 12 -> stage.step(() -> redis.msetnx(Pairs.of(key, word, other, dice.word())));
            case 13 -> stage.step(() -> redis.pexpiretime(key));
            default -> stage.step(() -> redis.append(key, word));
        }
    }

    private static void numbersAndRanges(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String other = stage.key();
        int from = dice.between(-6, 6);
        int to = dice.between(-6, 60);
        switch (dice.below(14)) {
            case 0 -> stage.step(() -> redis.strlen(key));
            case 1 -> stage.step(() -> redis.getrange(key, from, to));
            case 2 -> stage.step(() -> redis.setrange(key, dice.below(70), dice.oneOf("", "ab", "hello")));
            case 3 -> stage.step(() -> redis.incr(key));
            case 4 -> stage.step(() -> redis.decr(key));
            case 5 -> stage.step(() -> redis.incrby(key, dice.oneOf(7L, -3L, Long.MAX_VALUE, 1L << 40)));
            case 6 -> stage.step(() -> redis.decrby(key, dice.oneOf(7L, -3L, Long.MIN_VALUE, 1L << 40)));
            case 7 -> stage.step(() -> redis.incrbyfloat(key, dice.number()));
            case 8 -> stage.step(() -> redis.set(key, String.valueOf(dice.between(-1000, 1000))));
            case 9 -> stage.step(() -> redis.set(key, dice.oneOf("ohmytext", "mynewtext", "text")));
            case 10 -> stage.step(() -> redis.lcs(key, other));
            case 11 -> stage.step(() -> redis.lcsLength(key, other));
            case 12 -> stage.step(() -> redis.lcsMatches(key, other, 2));
            default -> stage.step(() -> redis.del(key));
        }
    }

    private static SetOptions options(Stage stage) {
        return switch (stage.dice.below(5)) {
            case 0 -> SetOptions.ifAbsent();
            case 1 -> SetOptions.ifPresent().keepTtl();
            case 2 -> SetOptions.ifAbsent().expireAt(stage.deadline());
            case 3 -> SetOptions.expireAt(stage.deadline());
            default -> SetOptions.keepTtl();
        };
    }
}
