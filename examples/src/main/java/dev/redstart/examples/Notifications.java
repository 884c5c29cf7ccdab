package dev.redstart.examples;

import dev.redstart.Message;
import dev.redstart.Redis;
import dev.redstart.Subscription;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Publish and subscribe: a message goes to whoever listens now, and to nobody else. Nothing is stored, so who was away has
 * missed it: for work that must not get lost see {@link TaskQueue}.
 */
final class Notifications implements Story {

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public String about() {
        return "messages to whoever listens, by channel and by pattern";
    }

    @Override
    public void run(Context story) throws Exception {
        Redis redis = story.redis();
        Page page = story.page();
        String ada = story.key("user:ada");
        String bob = story.key("user:bob");

        // Listeners run on threads of the handle, each hearing its messages one by one in the order of the server.
        // These hand them over to us.
        BlockingQueue<Message<String, String>> toAda = new LinkedBlockingQueue<>();
        BlockingQueue<Message<String, String>> toAll = new LinkedBlockingQueue<>();

        page.heading("Publish");
        page.row("publish to ada", redis.publish(ada, "Anybody there?"), "listeners: this message is gone for good");
        try (Subscription one = redis.subscribe(ada, toAda::add);
                Subscription all = redis.psubscribe(story.key("user:*"), toAll::add)) {
            story.check(one.isActive() && all.isActive(), "subscribe() returns when the server has confirmed");
            page.row(
                    "publish to ada",
                    redis.publish(ada, "Bob likes your post"),
                    "listeners: her channel and the pattern");
            page.row("publish to bob", redis.publish(bob, "Ada answered"), "listener: the pattern alone");
            page.row("publish to ada", redis.publish(ada, "You have 3 new followers"), "listeners");

            page.heading("What the channel of ada hears (SUBSCRIBE)");
            print(story, toAda, List.of("Bob likes your post", "You have 3 new followers"));
            page.heading("What user:* hears (PSUBSCRIBE)");
            print(story, toAll, List.of("Bob likes your post", "Ada answered", "You have 3 new followers"));
        }
    }

    /** Takes as many messages as are expected and prints them in the order in which they came. */
    private static void print(Context story, BlockingQueue<Message<String, String>> inbox, List<String> expected)
            throws InterruptedException {
        for (String body : expected) {
            Message<String, String> message = inbox.poll(10, TimeUnit.SECONDS);
            story.check(message != null && message.body().equals(body), "\"" + body + "\" comes, and in its turn");
            if (message == null) return;
            String channel = message.channel().substring(story.prefix().length());
            story.page().row(channel, message.body(), "");
        }
    }
}
