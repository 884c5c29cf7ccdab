package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.NONE;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Listening;
import dev.redstart.engine.dispatch.PubSub;
import java.util.List;

/**
 * Publishing, subscribing, and who listens. Only a client that is connected from outside subscribes by a command; inside
 * this JVM that goes through the transport.
 */
final class PubSubCommands {

    private static final String FLAGS = "pubsub loading stale";

    private static final String SUBSCRIBING = "pubsub noscript loading stale while_listening";

    static final List<Command> COMMANDS = List.of(
            of("PSUBSCRIBE", -2, SUBSCRIBING, NONE, call -> subscribe(call, PubSub.Kind.PATTERN)),
            of("PUBLISH", 3, "pubsub loading stale fast may_replicate", NONE, PubSubCommands::publish),
            of("PUNSUBSCRIBE", -1, SUBSCRIBING, NONE, call -> unsubscribe(call, PubSub.Kind.PATTERN)),
            of("SSUBSCRIBE", -2, SUBSCRIBING, ALL, call -> subscribe(call, PubSub.Kind.SHARD)),
            of("SUBSCRIBE", -2, SUBSCRIBING, NONE, call -> subscribe(call, PubSub.Kind.CHANNEL)),
            of("SUNSUBSCRIBE", -1, SUBSCRIBING, ALL, call -> unsubscribe(call, PubSub.Kind.SHARD)),
            of("UNSUBSCRIBE", -1, SUBSCRIBING, NONE, call -> unsubscribe(call, PubSub.Kind.CHANNEL)),
            Command.container(
                    "PUBSUB",
                    of("PUBSUB CHANNELS", -2, FLAGS, NONE, call -> names(call, PubSub.Kind.CHANNEL)),
                    of("PUBSUB NUMPAT", 2, FLAGS, NONE, call -> call.reply()
                            .integer(pubSub(call).count(PubSub.Kind.PATTERN))),
                    of("PUBSUB NUMSUB", -2, FLAGS, NONE, call -> counts(call, PubSub.Kind.CHANNEL)),
                    of("PUBSUB SHARDCHANNELS", -2, FLAGS, NONE, call -> names(call, PubSub.Kind.SHARD)),
                    of("PUBSUB SHARDNUMSUB", -2, FLAGS, NONE, call -> counts(call, PubSub.Kind.SHARD)),
                    Help.row(
                            "PUBSUB",
                            "loading stale",
                            "CHANNELS [<pattern>]",
                            "    The channels that have subscribers, or those of them that match <pattern>.",
                            "NUMPAT",
                            "    How many patterns have subscribers.",
                            "NUMSUB [<channel> ...]",
                            "    How many have subscribed to each channel by its name.",
                            "SHARDCHANNELS [<pattern>]",
                            "    As CHANNELS, for shard channels.",
                            "SHARDNUMSUB [<shardchannel> ...]",
                            "    As NUMSUB, for shard channels.")),
            of("SPUBLISH", 3, "pubsub loading stale fast may_replicate", at(1), PubSubCommands::spublish));

    private PubSubCommands() {}

    private static PubSub pubSub(Call call) {
        return call.dispatcher().pubSub();
    }

    private static void publish(Call call) {
        call.reply().integer(pubSub(call).publish(call.arg(0), call.arg(1)));
    }

    private static void spublish(Call call) {
        call.reply().integer(pubSub(call).publishShard(call.arg(0), call.arg(1)));
    }

    private static Listening listening(Call call) {
        Listening listening = call.session().listening();
        if (listening != null) return listening;
        throw Errors.of("ERR " + call.command().name() + " isn't allowed for a DENY BLOCKING client");
    }

    /** Each name is confirmed by a message of its own; there is no other reply. */
    private static void subscribe(Call call, PubSub.Kind kind) {
        listening(call).subscribe(kind, call.args(0, call.count()));
    }

    private static void unsubscribe(Call call, PubSub.Kind kind) {
        if (call.count() == 0) listening(call).unsubscribeAll(kind);
        else listening(call).unsubscribe(kind, call.args(0, call.count()));
    }

    private static void names(Call call, PubSub.Kind kind) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "PUBSUB");
        List<byte[]> names = pubSub(call).names(kind, call.count() == 2 ? call.arg(1) : null);
        call.reply().array(names.size());
        for (byte[] name : names) call.reply().blob(name);
    }

    private static void counts(Call call, PubSub.Kind kind) {
        call.reply().array((call.count() - 1) * 2);
        for (byte[] channel : call.args(1, call.count())) {
            call.reply().blob(channel);
            call.reply().integer(pubSub(call).subscribers(kind, channel));
        }
    }
}
