package dev.redstart.bench;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import java.util.List;
import java.util.Set;

/** Answers every request at once with one reply: what remains is the cost of the API. */
final class InstantTransport implements Transport, Capabilities {

    private final Reply reply;

    InstantTransport(Reply reply) {
        this.reply = reply;
    }

    @Override
    public Reply call(Request request) {
        return reply;
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        handler.onReply(reply);
        return Cancellation.NONE;
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        for (ReplyHandler handler : handlers) handler.onReply(reply);
    }

    @Override
    public Session pin(Route route) {
        throw new UnsupportedOperationException("not measured");
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        throw new UnsupportedOperationException("not measured");
    }

    @Override
    public Capabilities capabilities() {
        return this;
    }

    @Override
    public Transport database(int index) {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public String backend() {
        return "instant";
    }

    @Override
    public String node() {
        return "here";
    }

    @Override
    public String redisVersion() {
        return "8.0.0";
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public boolean supports(String command) {
        return true;
    }
}
