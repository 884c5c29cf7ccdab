package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to one node, and what came of its last attempt. For one thread at a time; who hands it to another
 * does so by something that orders memory.
 */
final class Errand implements ReplyHandler {

    final Request request;
    /** {@link KeySlot#NONE} when any node will do. */
    final int slot;
    /** The one node that was asked for; null when the slot decides. */
    final Endpoint.@Nullable Node fixed;

    private boolean primaryOnly;
    private Endpoint.@Nullable Node asked;
    private @Nullable Target target;
    private @Nullable Reply reply;
    private @Nullable RedisException failure;

    private Errand(Request request, int slot, Endpoint.@Nullable Node fixed) {
        this.request = request;
        this.slot = slot;
        this.fixed = fixed;
    }

    /** A node, and by which of its connections: those for reads on a replica, or the ordinary ones. */
    record Target(Endpoint.Node node, boolean readOnly) {}

    static Errand bySlot(Request request, int slot) {
        return new Errand(request, slot, null);
    }

    static Errand anywhere(Request request) {
        return new Errand(request, KeySlot.NONE, null);
    }

    static Errand to(Endpoint.Node node, Request request) {
        return new Errand(request, KeySlot.NONE, node);
    }

    /** A new attempt begins: what the last one brought is forgotten. */
    void leaveFor(Target to) {
        target = to;
        asked = null;
        reply = null;
        failure = null;
    }

    /** Where the last attempt went. */
    Target target() {
        if (target == null) throw new IllegalStateException("not sent yet");
        return target;
    }

    /** Whether a replica may answer. */
    boolean mayReadFromReplica() {
        return !primaryOnly && slot != KeySlot.NONE && request.access() == Request.Access.READ;
    }

    /** A replica could not answer: from here on the primary. */
    void onlyFromPrimary() {
        primaryOnly = true;
    }

    /** An ASK: the next attempt goes there, after ASKING. */
    void ask(Endpoint.Node node) {
        asked = node;
    }

    /** The ASK is not to be followed. */
    void forget() {
        asked = null;
    }

    Endpoint.@Nullable Node asked() {
        return asked;
    }

    @Override
    public void onReply(Reply r) {
        reply = r;
    }

    @Override
    public void onFailure(RedisException f) {
        failure = f;
    }

    @Nullable
    RedisException failure() {
        return failure;
    }

    /** The reply of the last attempt, when that did not fail. */
    Reply reply() {
        if (reply == null) throw new IllegalStateException("no outcome: " + request);
        return reply;
    }
}
