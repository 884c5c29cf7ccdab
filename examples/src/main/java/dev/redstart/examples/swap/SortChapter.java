package dev.redstart.examples.swap;

import dev.redstart.RedisCommands;
import dev.redstart.SortOptions;

/** SORT: of numbers and of texts, by other keys, with others' values, and into a list. */
final class SortChapter implements Chapter {

    @Override
    public String name() {
        return "sort";
    }

    @Override
    public void play(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        Dice dice = stage.dice;
        for (int i = 0; i < 12; i++) {
            String id = String.valueOf(i);
            if (i % 4 != 3)
                stage.step(() -> redis.set(stage.key("weight:" + id), String.valueOf(dice.between(-50, 50))));
            stage.step(() -> redis.hset(stage.key("item:" + id), "name", "name " + id));
            stage.step(() -> redis.rpush(stage.key("ids"), String.valueOf(dice.below(12))));
            stage.step(() -> redis.sadd(stage.key("set"), dice.member()));
            stage.step(() -> redis.zadd(stage.key("zset"), dice.number(), String.valueOf(dice.below(12))));
        }
        String weights = stage.key("weight:*");
        for (String name : new String[] {"ids", "zset", "missing"}) {
            String key = stage.key(name);
            stage.step(() -> redis.sort(key));
            stage.step(() -> redis.sortRo(key));
            stage.step(() -> redis.sort(key, SortOptions.descending().limit(2, 5)));
            stage.step(() -> redis.sort(key, SortOptions.alphabetical()));
            stage.step(() -> redis.sort(key, SortOptions.by(weights).get("#", weights)));
            stage.step(() -> redis.sortRo(
                    key, SortOptions.by(weights).get(stage.key("item:*->name")).descending()));
            stage.step(() -> redis.sortStore(key, stage.key("stored"), SortOptions.limit(0, 6)));
            stage.step(() -> redis.lrange(stage.key("stored"), 0, -1));
        }
        stage.step(() -> redis.sort(stage.key("set"), SortOptions.alphabetical().descending()));
        stage.step(() -> redis.sort(stage.key("set"))); // members that are no numbers
        stage.step(() -> redis.sort(stage.key("item:0"))); // a hash
    }
}
