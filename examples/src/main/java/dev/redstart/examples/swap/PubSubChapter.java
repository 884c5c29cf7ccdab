package dev.redstart.examples.swap;

import dev.redstart.Message;
import dev.redstart.Redis;
import dev.redstart.Subscription;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages by channel and by pattern, to several listeners; each hears its own in order. */
final class PubSubChapter implements Chapter {

    @Override
    public String name() {
        return "pubsub";
    }

    @Override
    public void play(Stage stage) {
        Redis redis = stage.handle;
        String news = stage.key("news");
        String other = stage.key("other");
        BlockingQueue<Message<String, String>> one = new LinkedBlockingQueue<>();
        BlockingQueue<Message<String, String>> two = new LinkedBlockingQueue<>();
        BlockingQueue<Message<String, String>> byPattern = new LinkedBlockingQueue<>();
        stage.note("publish to nobody", redis.publish(news, "lost"));
        try (Subscription first = redis.subscribe(news, one::add);
                Subscription second = redis.subscribe(List.of(news, other), two::add);
                Subscription third = redis.psubscribe(stage.key("n?ws*"), byPattern::add)) {
            stage.note("active", first.isActive() && second.isActive() && third.isActive());
            stage.note("pubsubNumsub", redis.pubsubNumsub(news, other, stage.key("none")));
            stage.note("pubsubChannels", redis.pubsubChannels(stage.key("*")));
            for (int i = 0; i < 60; i++) {
                String channel = stage.dice.oneOf(news, news, other, stage.key("newspaper"), stage.key("none"));
                stage.step(() -> stage.redis.publish(channel, stage.dice.text()));
            }
            redis.publish(news, "end");
            redis.publish(other, "end");
            hear(stage, "one", one, 1);
            hear(stage, "two", two, 2);
            hear(stage, "byPattern", byPattern, 1);
        }
    }

    /** Notes the messages up to the last one. */
    private static void hear(Stage stage, String who, BlockingQueue<Message<String, String>> inbox, int ends) {
        try {
            for (int missing = ends; missing > 0; ) {
                Message<String, String> message = inbox.poll(10, TimeUnit.SECONDS);
                if (message == null) throw new IllegalStateException(who + " waits in vain for a message");
                stage.note(who, List.of(message.channel(), message.body(), String.valueOf(message.pattern())));
                if (message.body().equals("end")) missing--;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for messages", e);
        }
    }
}
