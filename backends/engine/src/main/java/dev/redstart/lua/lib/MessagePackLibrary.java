package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code cmsgpack}. */
final class MessagePackLibrary {

    private final Budget budget;

    private MessagePackLibrary(Budget budget) {
        this.budget = budget;
    }

    static void open(LuaState state) {
        MessagePackLibrary messages = new MessagePackLibrary(state.budget());
        new Library(state.budget(), 0)
                .add("pack", messages::pack)
                .add("unpack", args -> messages.unpack(args, 0, 0))
                .add("unpack_one", args -> messages.unpack(args, 1, args.integer(2, 0)))
                .add("unpack_limit", args -> messages.unpack(args, args.integer(2), args.integer(3, 0)))
                .add("_NAME", LuaString.of("cmsgpack"))
                .add("_VERSION", LuaString.of("lua-cmsgpack 0.4.0"))
                .add("_COPYRIGHT", LuaString.of("Copyright (C) 2012, Salvatore Sanfilippo"))
                .add("_DESCRIPTION", LuaString.of("MessagePack C implementation for Lua"))
                .register(state, "cmsgpack");
    }

    private Object pack(Args args) {
        if (args.count() == 0) throw LuaError.of("bad argument #0 to 'pack' (MessagePack pack needs input.)");
        MessagePacker packer = new MessagePacker(budget);
        for (int i = 1; i <= args.count(); i++) packer.pack(args.get(i));
        return packer.result();
    }

    /** With no limit and no offset: all values; else where to go on, -1 at the end, and then the values. */
    private @Nullable Object unpack(Args args, long limit, long offset) {
        byte[] data = args.string(1).bytes();
        if (offset < 0 || limit < 0)
            // The second number is not the limit; Redis' is not either.
            throw LuaError.of(
                    "Invalid request to unpack with offset of " + (int) offset + " and limit of " + data.length + ".");
        if (offset > data.length)
            throw LuaError.of("Start offset " + (int) offset + " greater than input length " + data.length + ".");
        boolean all = limit == 0 && offset == 0;
        MessageUnpacker unpacker = new MessageUnpacker(budget, data, (int) offset);
        List<@Nullable Object> values = new ArrayList<>();
        if (!all) values.add(null);
        for (long i = 0; unpacker.hasMore() && (all || i < limit); i++) values.add(unpacker.unpack());
        if (!all) values.set(0, unpacker.hasMore() ? (double) unpacker.position() : -1.0);
        return values.size() == 1 ? values.get(0) : values.toArray();
    }
}
