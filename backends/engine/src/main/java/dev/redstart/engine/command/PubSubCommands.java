package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.PubSub;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Publishing, and who listens. Subscribing is no command here: it goes through the transport. */
final class PubSubCommands {

    private static final String FLAGS = "pubsub loading stale";

    static final List<Command> COMMANDS = List.of(
            of("PUBLISH", 3, "pubsub loading stale fast", NONE, PubSubCommands::publish),
            Command.container(
                    "PUBSUB",
                    of(
                            "PUBSUB CHANNELS",
                            -2,
                            FLAGS,
                            NONE,
                            call -> names(call, pubSub(call).channels(pattern(call)))),
                    of("PUBSUB NUMPAT", 2, FLAGS, NONE, call -> call.reply()
                            .integer(pubSub(call).patternCount())),
                    of("PUBSUB NUMSUB", -2, FLAGS, NONE, call -> counts(call, pubSub(call)::subscribers)),
                    of(
                            "PUBSUB SHARDCHANNELS",
                            -2,
                            FLAGS,
                            NONE,
                            call -> names(call, pubSub(call).shardChannels(pattern(call)))),
                    of("PUBSUB SHARDNUMSUB", -2, FLAGS, NONE, call -> counts(call, pubSub(call)::shardSubscribers)),
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
            of("SPUBLISH", 3, "pubsub loading stale fast", at(1), PubSubCommands::spublish));

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

    private static byte @Nullable [] pattern(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "PUBSUB");
        return call.count() == 2 ? call.arg(1) : null;
    }

    private static void names(Call call, List<byte[]> names) {
        call.reply().array(names.size());
        for (byte[] name : names) call.reply().blob(name);
    }

    private static void counts(Call call, ToIntFunction<byte[]> subscribers) {
        call.reply().array((call.count() - 1) * 2);
        for (byte[] channel : call.args(1, call.count())) {
            call.reply().blob(channel);
            call.reply().integer(subscribers.applyAsInt(channel));
        }
    }
}
