package dev.redstart.examples.swap;

import dev.redstart.AsyncRedisCommands;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import java.util.ArrayList;
import java.util.List;

/** The same commands in pipelines and sent without waiting, errors in between; noted when all have come. */
final class PipelineChapter implements Chapter {

    private record Sent(String what, Result<?> result) {}

    @Override
    public String name() {
        return "pipelines";
    }

    @Override
    public void play(Stage stage) {
        for (int size : new int[] {1, 2, 10, 300, 50}) {
            List<Sent> sent = new ArrayList<>();
            try (Pipeline pipeline = stage.handle.pipeline()) {
                for (int i = 0; i < size; i++) sent.add(send(stage, pipeline));
                pipeline.flush();
                for (int i = 0; i < 5; i++) sent.add(send(stage, pipeline));
                stage.note("waiting", pipeline.size());
                pipeline.flush();
            }
            for (Sent one : sent) stage.step(one.what(), one.result());
        }
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) sent.add(send(stage, stage.handle.async()));
        for (Sent one : sent) stage.step(one.what(), one.result());
    }

    /** Sends something that depends on what was sent before. */
    private static Sent send(Stage stage, AsyncRedisCommands<String, String> redis) {
        Dice dice = stage.dice;
        int command = dice.below(12);
        // Mostly of the type that the command expects.
        String key = dice.chance(85) ? stage.key("type" + command / 2) : stage.key();
        return switch (command) {
            case 0 -> new Sent("set", redis.set(key, dice.text()));
            case 1 -> new Sent("get", redis.get(key));
            case 2 -> new Sent("rpush", redis.rpush(key, dice.member()));
            case 3 -> new Sent("lrange", redis.lrange(key, 0, -1));
            case 4 -> new Sent("hset", redis.hset(key, dice.member(), dice.text()));
            case 5 -> new Sent("hgetall", redis.hgetall(key));
            case 6 -> new Sent("sadd", redis.sadd(key, dice.member()));
            case 7 -> new Sent("smembers", redis.smembers(key));
            case 8 -> new Sent("zincrby", redis.zincrby(key, dice.number(), dice.member()));
            case 9 -> new Sent("zrange", redis.zrangeWithScores(key, 0, -1));
            case 10 -> new Sent("incr", redis.incr(key));
            default -> dice.chance(40) ? new Sent("del", redis.del(stage.key())) : new Sent("type", redis.type(key));
        };
    }
}
