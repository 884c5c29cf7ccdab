package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Values;
import dev.redstart.lua.text.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as JSON, as lua-cjson 2.1.0 does: strings byte for byte, without a look at their encoding; a table
 * with none but positive integer keys as an array, if it is not too sparse, an empty one as an object.
 */
final class JsonEncoder {

    private static final byte[][] ESCAPES = new byte[256][];

    static {
        for (int c = 0; c < 32; c++) escape(c, String.format("\\u%04x", c));
        escape(127, "\\u007f");
        escape('\b', "\\b");
        escape('\t', "\\t");
        escape('\n', "\\n");
        escape('\f', "\\f");
        escape('\r', "\\r");
        escape('"', "\\\"");
        escape('/', "\\/");
        escape('\\', "\\\\");
    }

    private final Budget budget;
    private final JsonSettings settings;
    private final ByteSink out;
    /** Of Lua's stack, as the C library uses it: it bounds the depth however deep a script allows. */
    private int slots = 1;

    JsonEncoder(Budget budget, JsonSettings settings) {
        this.budget = budget;
        this.settings = settings;
        this.out = new ByteSink(budget);
    }

    private static void escape(int c, String text) {
        ESCAPES[c] = LuaString.of(text).bytes();
    }

    LuaString encode(@Nullable Object value) {
        append(value, 0);
        return out.toLuaString();
    }

    private void append(@Nullable Object value, int depth) {
        budget.step();
        if (value instanceof LuaString text) string(text);
        else if (value instanceof Double number) number(number);
        else if (value instanceof Boolean truth) out.addAscii(truth ? "true" : "false");
        else if (value == null || value == JsonNull.NULL) out.addAscii("null");
        else if (value instanceof LuaTable table) table(table, depth + 1);
        else throw refusal(value, "type not supported");
    }

    private static LuaError refusal(@Nullable Object value, String reason) {
        return LuaError.of("Cannot serialise " + Values.typeName(value) + ": " + reason);
    }

    private void string(LuaString text) {
        budget.string(text.length());
        out.add('"');
        for (byte b : text.bytes()) {
            byte[] escape = ESCAPES[b & 0xff];
            if (escape == null) out.add(b);
            else out.add(escape);
        }
        out.add('"');
    }

    private void number(double number) {
        if (Math.abs(number) <= Double.MAX_VALUE || settings.encodeInvalid == JsonSettings.AS_IS)
            out.add(DecimalText.general(Double.isNaN(number) ? Double.NaN : number, settings.precision, false));
        else if (settings.encodeInvalid == JsonSettings.AS_NULL) out.addAscii("null");
        else throw refusal(number, "must not be NaN or Inf");
    }

    private void table(LuaTable table, int depth) {
        if (depth > settings.encodeDepth || slots + 3 > Library.MAX_STACK)
            throw LuaError.of("Cannot serialise, excessive nesting (" + depth + ")");
        int length = arrayLength(table);
        if (length > 0) array(table, length, depth);
        else object(table, depth);
    }

    /** The greatest index of what is to be an array; not positive for an object. */
    private int arrayLength(LuaTable table) {
        int greatest = 0;
        int items = 0;
        for (int place = table.occupied(0); place >= 0; place = table.occupied(place + 1)) {
            budget.step();
            if (!(table.keyAt(place) instanceof Double key) || key < 1 || Math.floor(key) != key) return -1;
            // What is no int turns, as in C, into the smallest one: such a table is an object.
            if (key > greatest) greatest = key <= Integer.MAX_VALUE ? (int) (double) key : Integer.MIN_VALUE;
            items++;
        }
        boolean sparse =
                settings.sparseRatio > 0 && greatest > items * settings.sparseRatio && greatest > settings.sparseSafe;
        if (!sparse) return greatest;
        if (!settings.convertSparse) throw refusal(table, "excessively sparse array");
        return -1;
    }

    private void array(LuaTable table, int length, int depth) {
        out.add('[');
        slots++;
        for (int i = 1; i <= length; i++) {
            if (i > 1) out.add(',');
            append(table.get(i), depth);
        }
        slots--;
        out.add(']');
    }

    private void object(LuaTable table, int depth) {
        out.add('{');
        slots += 2;
        boolean first = true;
        for (int place = table.occupied(0); place >= 0; place = table.occupied(place + 1)) {
            if (!first) out.add(',');
            first = false;
            Object key = table.keyAt(place);
            if (key instanceof Double number) {
                out.add('"');
                number(number);
                out.add('"');
            } else if (key instanceof LuaString text) string(text);
            else throw refusal(key, "table key must be a number or string");
            out.add(':');
            append(table.valueAt(place), depth);
        }
        slots -= 2;
        out.add('}');
    }
}
