package dev.redstart.examples.swap;

import dev.redstart.ListEnd;
import dev.redstart.LposOptions;
import dev.redstart.RedisCommands;
import java.util.List;

/** Lists; one key holds a set. */
final class ListChapter implements Chapter {

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public void play(Stage stage) {
        stage.step(() -> stage.redis.sadd(stage.key(5), "alien"));
        for (int i = 0; i < 700; i++) {
            if (stage.dice.chance(50)) ends(stage);
            else middle(stage);
        }
        for (int i = 0; i < 5; i++) {
            String key = stage.key(i);
            stage.step(() -> stage.redis.lrange(key, 0, -1));
        }
    }

    private static void ends(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String other = stage.key();
        ListEnd from = dice.oneOf(ListEnd.values());
        ListEnd to = dice.oneOf(ListEnd.values());
        switch (dice.below(14)) {
            case 0 -> stage.step(() -> redis.lpush(key, dice.text()));
            case 1 -> stage.step(() -> redis.rpush(key, dice.text()));
            case 2 -> stage.step(() -> redis.lpushAll(key, dice.members()));
            case 3 -> stage.step(() -> redis.rpushAll(key, dice.members()));
            case 4 -> stage.step(() -> redis.lpushx(key, dice.member()));
            case 5 -> stage.step(() -> redis.rpushx(key, dice.member(), dice.text()));
            case 6 -> stage.step(() -> redis.lpop(key));
            case 7 -> stage.step(() -> redis.rpop(key));
            case 8 -> stage.step(() -> redis.lpop(key, dice.below(4)));
            case 9 -> stage.step(() -> redis.rpop(key, dice.below(4)));
            case 10 -> stage.step(() -> redis.lmove(key, other, from, to));
            case 11 -> stage.step(() -> redis.rpoplpush(key, other));
            case 12 -> stage.step(() -> redis.lmpop(from, key, other));
            default -> stage.step(() -> redis.lmpop(from, 2, List.of(stage.key("missing"), key)));
        }
    }

    private static void middle(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        String key = stage.key();
        String member = dice.member();
        int from = dice.between(-9, 9);
        int to = dice.between(-9, 15);
        switch (dice.below(13)) {
            case 0 -> stage.step(() -> redis.llen(key));
            case 1 -> stage.step(() -> redis.lindex(key, from));
            case 2 -> stage.step(() -> redis.lrange(key, from, to));
            case 3 -> stage.step(() -> redis.lset(key, from, dice.text()));
            case 4 -> stage.step(() -> redis.linsertBefore(key, member, dice.text()));
            case 5 -> stage.step(() -> redis.linsertAfter(key, member, dice.text()));
            case 6 -> stage.step(() -> redis.lrem(key, dice.between(-2, 2), member));
            case 7 -> stage.step(() -> redis.lpos(key, member));
            case 8 ->
                stage.step(() -> redis.lpos(key, member, LposOptions.rank(-2).maxLength(8)));
            case 9 -> stage.step(() -> redis.lposAll(key, member, dice.below(3)));
            case 10 -> stage.step(() -> redis.lposAll(key, member, 0, LposOptions.rank(2)));
            case 11 -> stage.step(() -> redis.rpush(key, "m1", "m2", "m1", "m3"));
            default -> stage.step(() -> redis.ltrim(key, dice.between(-14, 2), to));
        }
    }
}
