package dev.redstart.examples.swap;

import dev.redstart.RedisCommands;
import dev.redstart.Scan;
import dev.redstart.ScanOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Scans of small and large collections. An element may come twice and in any order: only the set of them is noted. */
final class ScanChapter implements Chapter {

    @Override
    public String name() {
        return "scans";
    }

    @Override
    public void play(Stage stage) {
        RedisCommands<String, String> redis = stage.redis;
        for (int size : new int[] {0, 5, 700}) {
            String key = stage.key(size);
            fill(stage, key, size);
            note(stage, "hscan", redis.hscan(key + ":hash"));
            note(
                    stage,
                    "hscan match",
                    redis.hscan(key + ":hash", ScanOptions.match("e*7").count(50)));
            note(stage, "hscanNoValues", redis.hscanNoValues(key + ":hash"));
            note(stage, "sscan", redis.sscan(key + ":set"));
            note(stage, "sscan match", redis.sscan(key + ":set", ScanOptions.match("*1[0-4]")));
            note(stage, "sscan numbers", redis.sscan(key + ":numbers", ScanOptions.count(3)));
            note(stage, "zscan", redis.zscan(key + ":zset"));
            note(stage, "zscan match", redis.zscan(key + ":zset", ScanOptions.match("e??")));
        }
        note(stage, "scan", redis.scan(ScanOptions.match(stage.key("*")).count(500)));
        note(
                stage,
                "scan sets",
                redis.scan(ScanOptions.match(stage.key("*")).type("set").count(500)));
    }

    private static void fill(Stage stage, String key, int size) {
        if (size == 0) return;
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) fields.put("e" + i, "value " + i);
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) scores.put("e" + i, i / 4.0);
        RedisCommands<String, String> redis = stage.redis;
        stage.note("hset", redis.hset(key + ":hash", fields));
        stage.note("sadd", redis.saddAll(key + ":set", fields.keySet()));
        stage.note(
                "sadd",
                redis.saddAll(
                        key + ":numbers",
                        fields.keySet().stream().map(e -> e.substring(1)).toList()));
        stage.note("zadd", redis.zadd(key + ":zset", scores));
    }

    private static void note(Stage stage, String what, Scan<?> scan) {
        Set<Object> elements = scan.stream().collect(Collectors.toSet());
        stage.note(what, elements);
    }
}
