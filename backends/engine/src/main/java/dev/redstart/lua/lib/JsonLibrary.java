package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code cjson}, lua-cjson 2.1.0's. {@code cjson.new} makes one more, with settings of its own. */
final class JsonLibrary {

    private static final List<String> SWITCH = List.of("off", "on");
    private static final List<String> INVALID = List.of("off", "on", "null");

    private final Budget budget;
    private final JsonSettings settings = new JsonSettings();

    private JsonLibrary(Budget budget) {
        this.budget = budget;
    }

    static void open(LuaState state) {
        state.globals().set("cjson", create(state.budget()));
    }

    private static LuaTable create(Budget budget) {
        JsonLibrary json = new JsonLibrary(budget);
        return new Library(budget, 0)
                .add("encode", json::encode)
                .add("decode", json::decode)
                .add("encode_sparse_array", json::sparseArray)
                .add("encode_max_depth", json::encodeDepth)
                .add("decode_max_depth", json::decodeDepth)
                .add("encode_number_precision", json::precision)
                .add("encode_keep_buffer", json::keepBuffer)
                .add("encode_invalid_numbers", json::encodeInvalid)
                .add("decode_invalid_numbers", json::decodeInvalid)
                .add("new", args -> create(budget))
                .add("null", JsonNull.NULL)
                .add("_NAME", LuaString.of("cjson"))
                .add("_VERSION", LuaString.of("2.1.0"))
                .table();
    }

    private Object encode(Args args) {
        if (args.count() != 1) throw args.error(1, "expected 1 argument");
        return new JsonEncoder(budget, settings).encode(args.get(1));
    }

    private Object decode(Args args) {
        if (args.count() != 1) throw args.error(1, "expected 1 argument");
        return new JsonDecoder(budget, settings, args.string(1).bytes()).decode();
    }

    private Object sparseArray(Args args) {
        atMost(args, 3);
        settings.convertSparse = choice(args, SWITCH, settings.convertSparse ? 1 : 0) == 1;
        settings.sparseRatio = integer(args, 2, settings.sparseRatio, 0, Integer.MAX_VALUE);
        settings.sparseSafe = integer(args, 3, settings.sparseSafe, 0, Integer.MAX_VALUE);
        return Results.of(settings.convertSparse, (double) settings.sparseRatio, (double) settings.sparseSafe);
    }

    private Object encodeDepth(Args args) {
        atMost(args, 1);
        settings.encodeDepth = integer(args, 1, settings.encodeDepth, 1, Integer.MAX_VALUE);
        return (double) settings.encodeDepth;
    }

    private Object decodeDepth(Args args) {
        atMost(args, 1);
        settings.decodeDepth = integer(args, 1, settings.decodeDepth, 1, Integer.MAX_VALUE);
        return (double) settings.decodeDepth;
    }

    private Object precision(Args args) {
        atMost(args, 1);
        settings.precision = integer(args, 1, settings.precision, 1, 14);
        return (double) settings.precision;
    }

    private Object keepBuffer(Args args) {
        atMost(args, 1);
        settings.keepBuffer = choice(args, SWITCH, settings.keepBuffer ? 1 : 0) == 1;
        return settings.keepBuffer;
    }

    private Object encodeInvalid(Args args) {
        atMost(args, 1);
        settings.encodeInvalid = choice(args, INVALID, settings.encodeInvalid);
        if (settings.encodeInvalid == JsonSettings.AS_NULL) return LuaString.of("null");
        return settings.encodeInvalid == JsonSettings.AS_IS;
    }

    private Object decodeInvalid(Args args) {
        atMost(args, 1);
        settings.decodeInvalid = choice(args, SWITCH, settings.decodeInvalid ? 1 : 0) == 1;
        return settings.decodeInvalid;
    }

    private static void atMost(Args args, int count) {
        if (args.count() > count) throw args.error(count + 1, "found too many arguments");
    }

    private static int integer(Args args, int i, int now, int least, int most) {
        if (args.absent(i)) return now;
        int value = (int) args.integer(i);
        if (value < least || value > most) throw args.error(1, "expected integer between " + least + " and " + most);
        return value;
    }

    /** Which of the names the first argument is, or of the first two the boolean; what is set now without one. */
    private static int choice(Args args, List<String> names, int now) {
        @Nullable Object value = args.get(1);
        if (value == null) return now;
        if (value instanceof Boolean on) return on ? 1 : 0;
        String name = args.string(1).toString();
        int choice = names.indexOf(name);
        if (choice < 0) throw args.error(1, "invalid option '" + name + "'");
        return choice;
    }
}
