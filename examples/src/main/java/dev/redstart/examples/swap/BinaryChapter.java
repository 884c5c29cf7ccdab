package dev.redstart.examples.swap;

import dev.redstart.Bytes;
import dev.redstart.Codec;
import dev.redstart.ListEnd;
import dev.redstart.RedisCommands;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keys and values of any bytes, through a view of bytes; and numbers through a view of numbers. */
final class BinaryChapter implements Chapter {

    @Override
    public String name() {
        return "binary";
    }

    @Override
    public void play(Stage stage) {
        RedisCommands<Bytes, Bytes> redis = stage.heard(stage.handle.with(Codec.bytes(), Codec.bytes()));
        List<Bytes> keys = new ArrayList<>();
        for (int i = 0; i < 10; i++) keys.add(key(stage));
        for (int i = 0; i < 300; i++) step(stage, redis, keys);
        numbers(stage);
    }

    private static void step(Stage stage, RedisCommands<Bytes, Bytes> redis, List<Bytes> keys) {
        Dice dice = stage.dice;
        // One key for each type, so that most commands find what they expect.
        int type = dice.below(5);
        Bytes key = keys.get(2 * type + dice.below(2));
        Bytes value = Bytes.of(dice.bytes(dice.oneOf(3, 40, 400)));
        Bytes field = Bytes.of(dice.bytes(1));
        switch (type * 3 + dice.below(3)) {
            case 0 -> stage.step(() -> redis.set(key, value));
            case 1 -> stage.step(() -> redis.get(key));
            case 2 -> stage.step(() -> redis.append(key, value));
            case 3 -> stage.step(() -> redis.hset(key, field, value));
            case 4 -> stage.step(() -> redis.hgetall(key));
            case 5 -> stage.step(() -> redis.hget(key, field));
            case 6 -> stage.step(() -> redis.rpush(key, value));
            case 7 -> stage.step(() -> redis.lrange(key, 0, -1));
            case 8 -> stage.step(() -> redis.lmove(key, key, ListEnd.LEFT, ListEnd.RIGHT));
            case 9 -> stage.step(() -> redis.sadd(key, field));
            case 10 -> stage.step(() -> redis.smembers(key));
            case 11 -> stage.step(() -> redis.srem(key, field));
            case 12 -> stage.step(() -> redis.zadd(key, 0, field));
            case 13 -> stage.step(() -> redis.zrange(key, 0, -1));
            default -> stage.step(() -> redis.zrank(key, field));
        }
    }

    private static Bytes key(Stage stage) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(Bytes.utf8(stage.key("")).toArray());
        key.writeBytes(stage.dice.bytes(12));
        return Bytes.of(key.toByteArray());
    }

    private static void numbers(Stage stage) {
        RedisCommands<String, Long> redis = stage.heard(stage.handle.with(Codec.int64()));
        String key = stage.key("numbers");
        for (int i = 0; i < 20; i++) stage.step(() -> redis.rpush(key, (long) stage.dice.between(-1000, 1000)));
        stage.step(() -> redis.lrange(key, 0, -1));
        stage.step(() -> redis.sort(key));
        stage.step(() -> redis.lpos(key, 0L));
    }
}
