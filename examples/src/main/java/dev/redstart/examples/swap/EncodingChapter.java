package dev.redstart.examples.swap;

import dev.redstart.RedisCommands;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How values are stored inside, and when that changes as they grow: what memory they take hangs on it. For servers with
 * Redis' default limits.
 */
final class EncodingChapter implements Chapter {

    @Override
    public String name() {
        return "encodings";
    }

    @Override
    public void play(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        for (String text : List.of("12", "-9223372036854775808", "007", "", "short", "x".repeat(44), "x".repeat(45))) {
            stage.step(() -> redis.set(stage.key("string"), text));
            encoding(stage, "string");
        }
        stage.step(() -> redis.append(stage.key("string"), "!"));
        encoding(stage, "string");
        encoding(stage, "missing");
        grow(stage);
        longElements(stage);
    }

    /** Up to the limits on the number of elements, and one more. */
    private static void grow(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        for (int size : new int[] {1, 127, 128, 129, 511, 512, 513}) {
            List<String> numbers =
                    IntStream.range(0, size).mapToObj(String::valueOf).toList();
            List<String> words = numbers.stream().map(n -> "m" + n).toList();
            stage.note("size", size);
            redis.saddAll(stage.key("numbers"), numbers);
            redis.saddAll(stage.key("words"), words);
            for (String word : words) {
                redis.hset(stage.key("hash"), word, word);
                redis.zadd(stage.key("zset"), word.length(), word);
            }
            redis.del(stage.key("list"));
            redis.rpushAll(stage.key("list"), words);
            for (String name : List.of("numbers", "words", "hash", "zset", "list")) encoding(stage, name);
        }
        stage.step(() -> redis.sadd(stage.key("mixed"), "1", "2"));
        encoding(stage, "mixed");
        stage.step(() -> redis.sadd(stage.key("mixed"), "three"));
        encoding(stage, "mixed");
    }

    /** Up to the limit on the length of an element, and one byte more. */
    private static void longElements(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        for (int length : new int[] {64, 65}) {
            String element = "x".repeat(length);
            stage.step(() -> redis.hset(stage.key("h" + length), "field", element));
            stage.step(() -> redis.sadd(stage.key("s" + length), element));
            stage.step(() -> redis.zadd(stage.key("z" + length), 1, element));
            for (String type : List.of("h", "s", "z")) encoding(stage, type + length);
        }
        for (int length : new int[] {8000, 9000}) {
            stage.note("lpush " + length, redis.lpush(stage.key("l" + length), "x".repeat(length)));
            encoding(stage, "l" + length);
        }
    }

    private static void encoding(Stage stage, String name) {
        stage.step(() -> stage.redis.objectEncoding(stage.key(name)));
    }
}
