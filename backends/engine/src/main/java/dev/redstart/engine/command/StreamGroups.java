package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StreamConsumer;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XGROUP: the groups of a stream and their consumers. None of it is a change for those who watch the key. */
final class StreamGroups {

    static final List<Command> COMMANDS = List.of(Command.container(
            "XGROUP",
            of("XGROUP CREATE", -5, "write denyoom", at(2), StreamGroups::create),
            of("XGROUP CREATECONSUMER", 5, "write denyoom", at(2), StreamGroups::createConsumer),
            of("XGROUP DELCONSUMER", 5, "write", at(2), StreamGroups::deleteConsumer),
            of("XGROUP DESTROY", 4, "write", at(2), StreamGroups::destroy),
            of("XGROUP SETID", -5, "write", at(2), StreamGroups::setId),
            Help.row(
                    "XGROUP",
                    "loading stale",
                    "CREATE <key> <group> <id|$> [MKSTREAM] [ENTRIESREAD <n>]",
                    "    Makes a group that has read up to <id>; MKSTREAM makes the stream, too.",
                    "CREATECONSUMER <key> <group> <consumer>",
                    "    Makes a consumer in a group.",
                    "DELCONSUMER <key> <group> <consumer>",
                    "    Removes a consumer with what is pending for it.",
                    "DESTROY <key> <group>",
                    "    Removes a group.",
                    "SETID <key> <group> <id|$> [ENTRIESREAD <n>]",
                    "    Lets a group go on behind <id>.")));

    private static final CommandError NO_KEY =
            Errors.of("ERR The XGROUP subcommand requires the key to exist. Note that"
                    + " for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.");
    private static final CommandError BUSY = Errors.of("BUSYGROUP Consumer Group name already exists");
    private static final CommandError ENTRIES_READ_NEGATIVE =
            Errors.of("ERR value for ENTRIESREAD must be positive or -1");

    private static final int OPTIONS_AT = 4;
    /** More words than all options have are refused, though each alone may be fine. */
    private static final int MOST_OF_CREATE = 7;

    private StreamGroups() {}

    /** {@code [MKSTREAM] [ENTRIESREAD n]}, which CREATE and SETID have in common. */
    private record Options(boolean makeStream, long entriesRead) {

        static Options parse(Call call, boolean creates) {
            boolean makeStream = false;
            long read = StreamGroup.UNKNOWN;
            for (int i = OPTIONS_AT; i < call.count(); i++) {
                if (creates && call.is(i, "MKSTREAM")) {
                    makeStream = true;
                } else if (call.is(i, "ENTRIESREAD") && call.has(i, 1)) {
                    read = call.integer(++i);
                    if (read < StreamGroup.UNKNOWN) throw ENTRIES_READ_NEGATIVE;
                } else {
                    throw Errors.unknownUse(call.arg(0), "XGROUP");
                }
            }
            return new Options(makeStream, read);
        }
    }

    private static @Nullable StreamValue find(Call call) {
        return call.write(call.arg(1), StreamValue.class);
    }

    private static StreamValue stream(Call call) {
        StreamValue stream = find(call);
        if (stream == null) throw NO_KEY;
        return stream;
    }

    private static StreamGroup group(Call call, StreamValue stream) {
        StreamGroup group = stream.group(call.arg(2));
        if (group == null) throw StreamArgs.noGroup(call.arg(1), call.arg(2));
        return group;
    }

    private static void create(Call call) {
        Options options = Options.parse(call, true);
        StreamValue stream = options.makeStream() ? find(call) : stream(call);
        if (call.count() > MOST_OF_CREATE) throw Errors.unknownUse(call.arg(0), "XGROUP");
        StreamId id = call.is(3, '$') ? (stream == null ? StreamId.MIN : stream.lastId()) : StreamArgs.id(call, 3);
        byte[] key = call.arg(1);
        if (stream == null) {
            call.db().set(key, stream = StreamValue.create());
            call.modified(call.db(), key);
        }
        if (stream.addGroup(call.arg(2), id, options.entriesRead()) == null) throw BUSY;
        call.changedAside(key, EventClass.STREAM, "xgroup-create");
        call.reply().ok();
    }

    private static void setId(Call call) {
        Options options = Options.parse(call, false);
        StreamValue stream = stream(call);
        StreamGroup group = group(call, stream);
        if (call.count() != OPTIONS_AT && call.count() != OPTIONS_AT + 2)
            throw Errors.unknownUse(call.arg(0), "XGROUP");
        StreamId id = call.is(3, '$') ? stream.lastId() : StreamArgs.idOrEdge(call, 3);
        group.position(id, options.entriesRead());
        call.changedAside(call.arg(1), EventClass.STREAM, "xgroup-setid");
        call.reply().ok();
    }

    private static void destroy(Call call) {
        StreamValue stream = stream(call);
        StreamGroup group = stream.group(call.arg(2));
        if (group != null) {
            stream.removeGroup(group);
            call.changedAside(call.arg(1), EventClass.STREAM, "xgroup-destroy");
            call.wake(call.arg(1));
        }
        call.reply().integer(group == null ? 0 : 1);
    }

    private static void createConsumer(Call call) {
        StreamGroup group = group(call, stream(call));
        boolean fresh = group.consumer(call.arg(3)) == null;
        if (fresh) add(call, call.arg(1), group, call.arg(3));
        call.reply().integer(fresh ? 1 : 0);
    }

    private static StreamConsumer add(Call call, byte[] key, StreamGroup group, byte[] name) {
        StreamConsumer added = group.addConsumer(name, call.now());
        call.changedAside(key, EventClass.STREAM, "xgroup-createconsumer");
        return added;
    }

    /** The consumer of that name, new if need be, who has just asked for something. */
    static StreamConsumer seenConsumer(Call call, byte[] key, StreamGroup group, byte[] name) {
        StreamConsumer known = group.consumer(name);
        StreamConsumer consumer = known == null ? add(call, key, group, name) : known;
        if (known == null) StreamEffects.consumer(call, key, group.name(), name);
        consumer.seen(call.now());
        return consumer;
    }

    private static void deleteConsumer(Call call) {
        StreamGroup group = group(call, stream(call));
        StreamConsumer consumer = group.consumer(call.arg(3));
        int pending = consumer == null ? 0 : consumer.pending().size();
        if (consumer != null) {
            group.removeConsumer(consumer);
            call.changedAside(call.arg(1), EventClass.STREAM, "xgroup-delconsumer");
        }
        call.reply().integer(pending);
    }
}
