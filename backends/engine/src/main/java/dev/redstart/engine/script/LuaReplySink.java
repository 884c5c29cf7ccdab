package dev.redstart.engine.script;

import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaNumbers;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Values;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of Lua of what a command replies to a script, in the shapes of the protocol that the script has chosen: of
 * 2, where a map is a flat list and null is false, or 3, where a map is {@code {map = {...}}} and null is nil. Reusable,
 * one reply at a time.
 */
final class LuaReplySink implements ReplySink {

    private static final LuaString OK = LuaString.of("OK");
    private static final int MOST_ELEMENTS = 1 << 24;

    private enum Kind {
        LIST,
        MAP,
        SET
    }

    private static final class Frame {
        final Kind kind;
        final LuaTable table;
        /** How many are still to come; negative when {@link LuaReplySink#end} will tell. */
        int missing;

        int count;

        @Nullable
        Object key;

        Frame(Kind kind, LuaTable table, int missing) {
            this.kind = kind;
            this.table = table;
            this.missing = missing;
        }

        void add(@Nullable Object value) {
            count++;
            switch (kind) {
                case LIST -> table.set(count, value);
                case SET -> {
                    if (value != null) table.set(value, Boolean.TRUE);
                }
                case MAP -> {
                    if (count % 2 == 1) key = value;
                    else if (key != null) table.set(key, value);
                }
            }
        }
    }

    private final Budget budget;
    private final ClientSession client;
    private final ArrayList<Frame> open = new ArrayList<>(4);
    private @Nullable Object result;
    private boolean failed;

    /** The client says which protocol it is to be. */
    LuaReplySink(Budget budget, ClientSession client) {
        this.budget = budget;
        this.client = client;
    }

    /** Before a command. */
    void reset() {
        open.clear();
        result = null;
        failed = false;
    }

    /** After it. */
    @Nullable
    Object value() {
        return result;
    }

    /** Whether the whole reply is an error. */
    boolean isError() {
        return failed;
    }

    private void add(@Nullable Object value) {
        Object element = value;
        while (!open.isEmpty()) {
            Frame top = open.get(open.size() - 1);
            if (top.missing < 0 && top.count == MOST_ELEMENTS) throw Errors.REPLY_TOO_LARGE;
            top.add(element);
            if (top.missing < 0 || --top.missing > 0) return;
            open.remove(open.size() - 1);
            element = finished(top);
        }
        result = element;
    }

    private Object finished(Frame frame) {
        return switch (frame.kind) {
            case LIST -> frame.table;
            case MAP -> wrapped("map", frame.table);
            case SET -> wrapped("set", frame.table);
        };
    }

    private LuaTable wrapped(String field, Object value) {
        LuaTable table = new LuaTable(budget, 0, 1);
        table.set(field, value);
        return table;
    }

    private void open(Kind shape, int elements) {
        Kind kind = resp3() ? shape : Kind.LIST;
        int expected = Math.min(Math.max(elements, 0), 1 << 16);
        LuaTable table = new LuaTable(budget, kind == Kind.LIST ? expected : 0, 0);
        Frame frame = new Frame(kind, table, elements);
        if (elements == 0) add(finished(frame));
        else open.add(frame);
    }

    @Override
    public void text(String value) {
        add(wrapped("ok", value.equals("OK") ? OK : LuaString.of(value)));
    }

    @Override
    public void blob(byte[] value, int offset, int length) {
        budget.memory(length);
        add(LuaString.of(value, offset, length));
    }

    @Override
    public void integer(long value) {
        add(Values.box(value));
    }

    @Override
    public void dbl(double value) {
        if (resp3()) add(wrapped("double", Values.box(value)));
        else add(LuaString.of(Numbers.toBytes(value)));
    }

    @Override
    public void bool(boolean value) {
        if (resp3()) add(value);
        else add(Values.box(value ? 1 : 0));
    }

    @Override
    public void bigNumber(String digits) {
        LuaString text = LuaString.of(digits);
        add(resp3() ? wrapped("big_number", text) : text);
    }

    @Override
    public void verbatim(String format, byte[] value) {
        LuaString text = LuaString.of(value, 0, value.length);
        if (!resp3()) {
            add(text);
            return;
        }
        LuaTable verbatim = new LuaTable(budget, 0, 2);
        verbatim.set("string", text);
        verbatim.set("format", LuaString.of(format));
        add(wrapped("verbatim_string", verbatim));
    }

    @Override
    public void nullBulk() {
        add(resp3() ? null : Boolean.FALSE);
    }

    @Override
    public void nullArray() {
        nullBulk();
    }

    @Override
    public void error(String message) {
        if (open.isEmpty()) failed = true;
        add(ScriptError.ofReply(budget, message));
    }

    @Override
    public void array(int size) {
        open(Kind.LIST, size);
    }

    @Override
    public void map(int pairs) {
        open(Kind.MAP, pairs * 2);
    }

    @Override
    public void set(int size) {
        open(Kind.SET, size);
    }

    @Override
    public void push(int size) {
        open(Kind.LIST, size);
    }

    @Override
    public void openArray() {
        open(Kind.LIST, -1);
    }

    @Override
    public void openMap() {
        open(Kind.MAP, -1);
    }

    @Override
    public void openSet() {
        open(Kind.SET, -1);
    }

    @Override
    public void end() {
        add(finished(open.remove(open.size() - 1)));
    }

    @Override
    public boolean resp3() {
        return client.protocol() == 3;
    }

    /** A command is the whole of a reply here: it fails at its beginning. */
    @Override
    public long mark() {
        return 0;
    }

    @Override
    public void rewind(long mark) {
        reset();
    }

    /** A value as an argument, not to be changed: a number in the shortest form that reads back; null for all else. */
    static byte @Nullable [] argument(@Nullable Object value) {
        if (value instanceof LuaString text) return text.bytes();
        if (!(value instanceof Double number)) return null;
        double d = number;
        // Only Lua's text tells the sign of it.
        if (Double.isNaN(d)) return LuaNumbers.toText(d).bytes();
        return Numbers.isIntegral(d) && Math.abs(d) < 0x1p63 ? Numbers.toBytes((long) d) : Numbers.toBytes(d);
    }
}
