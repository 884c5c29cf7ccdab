package dev.redstart.engine.command;

import dev.redstart.engine.TestEngine;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keyspace events of an engine opened with {@code notify-keyspace-events=EA}, as {@code lpush mylist}. */
final class EventLog implements SubscriptionListener {

    private final List<String> heard = new ArrayList<>();

    EventLog(TestEngine engine) {
        byte[] all = "__keyevent@0__:*".getBytes(StandardCharsets.US_ASCII);
        engine.transport.subscribe(new Subscriptions(Subscriptions.Kind.PATTERN, List.of(all)), this);
    }

    /** Those since the last call. */
    String take() {
        String events = String.join(", ", heard);
        heard.clear();
        return events;
    }

    @Override
    public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        String event = new String(channel, StandardCharsets.UTF_8);
        heard.add(event.substring(event.indexOf(':') + 1) + " " + new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void onGap(Throwable cause) {
        heard.add("gap: " + cause);
    }

    @Override
    public void onEnd(@Nullable Throwable cause) {
        heard.add("end");
    }
}
