package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/**
 * The operators, where a plain number or table does not decide alone: metamethods, conversions, errors. Their errors
 * still want the position of the node that asked ({@link LuaError#passing}).
 */
public final class Meta {

    private static final int MAX_CHAIN = 100;
    private static final LuaString INDEX = LuaString.name("__index");
    private static final LuaString NEWINDEX = LuaString.name("__newindex");
    private static final LuaString CALL = LuaString.name("__call");
    private static final LuaString CONCAT = LuaString.name("__concat");
    private static final LuaString LEN = LuaString.name("__len");
    private static final LuaString EQ = LuaString.name("__eq");
    private static final LuaString LT = LuaString.name("__lt");
    private static final LuaString LE = LuaString.name("__le");
    private static final LuaString TOSTRING = LuaString.name("__tostring");

    private final LuaState state;

    Meta(LuaState state) {
        this.state = state;
    }

    public @Nullable Object metamethod(@Nullable Object value, LuaString event) {
        LuaTable metatable = state.metatable(value);
        return metatable == null ? null : metatable.get(event);
    }

    public boolean indexable(@Nullable Object object) {
        return object instanceof LuaTable || metamethod(object, INDEX) != null;
    }

    public boolean assignable(@Nullable Object object) {
        return object instanceof LuaTable || metamethod(object, NEWINDEX) != null;
    }

    public @Nullable Object index(@Nullable Object object, @Nullable Object key) {
        Object at = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            Object handler;
            if (at instanceof LuaTable table) {
                Object value = table.get(key);
                if (value != null || table.metatable() == null) {
                    return value;
                }
                handler = table.metatable().get(INDEX);
                if (handler == null) {
                    return null;
                }
            } else {
                handler = metamethod(at, INDEX);
                if (handler == null) {
                    throw LuaError.of("attempt to index a " + Values.typeName(at) + " value");
                }
            }
            if (handler instanceof LuaFunction function) {
                return Results.first(state.callMetamethod(function, at, key));
            }
            at = handler;
        }
        throw LuaError.of("loop in gettable");
    }

    public void setIndex(@Nullable Object object, @Nullable Object key, @Nullable Object value) {
        Object at = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            Object handler;
            if (at instanceof LuaTable table) {
                if (table.isReadOnly()) {
                    throw LuaError.of("Attempt to modify a readonly table");
                }
                LuaTable metatable = table.metatable();
                handler = metatable == null || table.get(key) != null ? null : metatable.get(NEWINDEX);
                if (handler == null) {
                    table.set(key, value);
                    return;
                }
            } else {
                handler = metamethod(at, NEWINDEX);
                if (handler == null) {
                    throw LuaError.of("attempt to index a " + Values.typeName(at) + " value");
                }
            }
            if (handler instanceof LuaFunction function) {
                state.callMetamethod(function, at, key, value);
                return;
            }
            at = handler;
        }
        throw LuaError.of("loop in settable");
    }

    /** The function that a call of this value runs, with the value as first argument; null when it cannot be called. */
    public @Nullable LuaFunction callHandler(@Nullable Object value) {
        return metamethod(value, CALL) instanceof LuaFunction function ? function : null;
    }

    /** What the metamethod makes of an arithmetic operator; {@link Results#NONE} itself when there is none. */
    public @Nullable Object arithmetic(LuaString event, @Nullable Object a, @Nullable Object b) {
        Object handler = metamethod(a, event);
        if (handler == null) {
            handler = metamethod(b, event);
        }
        return handler == null ? Results.NONE : Results.first(callValue(handler, a, b));
    }

    /** As {@link #arithmetic}: {@link Results#NONE} when the two cannot be joined. */
    public @Nullable Object concat(@Nullable Object a, @Nullable Object b) {
        LuaString left = Values.toText(a);
        LuaString right = Values.toText(b);
        if (left == null || right == null) {
            return arithmetic(CONCAT, a, b);
        }
        makeString((long) left.length() + right.length());
        byte[] joined = new byte[left.length() + right.length()];
        System.arraycopy(left.bytes(), 0, joined, 0, left.length());
        System.arraycopy(right.bytes(), 0, joined, left.length(), right.length());
        return LuaString.of(joined);
    }

    /** Before a string of this length is made: {@link Budget#string}. */
    public void makeString(long length) {
        state.budget().string(length);
    }

    /** As {@link #arithmetic}, for what is neither table nor string. */
    public @Nullable Object length(@Nullable Object value) {
        Object handler = metamethod(value, LEN);
        return handler == null ? Results.NONE : Results.first(callValue(handler, value, null));
    }

    public boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof LuaTable x && b instanceof LuaTable y && x != y) {
            Object handler = shared(EQ, x, y);
            return handler != null && Values.isTrue(Results.first(callValue(handler, a, b)));
        }
        return Values.rawEquals(a, b);
    }

    public boolean less(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x < y;
        } else if (a instanceof LuaString x && b instanceof LuaString y) {
            return x.compareTo(y) < 0;
        }
        Object handler = ordering(LT, a, b);
        if (handler == null) {
            throw incomparable(a, b);
        }
        return Values.isTrue(Results.first(callValue(handler, a, b)));
    }

    public boolean lessOrEqual(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x <= y;
        } else if (a instanceof LuaString x && b instanceof LuaString y) {
            return x.compareTo(y) <= 0;
        }
        Object handler = ordering(LE, a, b);
        if (handler != null) {
            return Values.isTrue(Results.first(callValue(handler, a, b)));
        }
        // Lua 5.1 takes a <= b for not (b < a) when only that is defined.
        handler = ordering(LT, b, a);
        if (handler == null) {
            throw incomparable(a, b);
        }
        return !Values.isTrue(Results.first(callValue(handler, b, a)));
    }

    private @Nullable Object ordering(LuaString event, @Nullable Object a, @Nullable Object b) {
        return Values.typeName(a).equals(Values.typeName(b)) && a instanceof LuaTable x && b instanceof LuaTable y
                ? shared(event, x, y)
                : null;
    }

    /** Comparisons ask a metamethod only when both sides have the same one. */
    private static @Nullable Object shared(LuaString event, LuaTable a, LuaTable b) {
        LuaTable first = a.metatable();
        LuaTable second = b.metatable();
        if (first == null || second == null) {
            return null;
        }
        Object handler = first.get(event);
        return handler != null && Values.rawEquals(handler, second.get(event)) ? handler : null;
    }

    private static LuaError incomparable(@Nullable Object a, @Nullable Object b) {
        String x = Values.typeName(a);
        String y = Values.typeName(b);
        return LuaError.of(
                x.equals(y) ? "attempt to compare two " + x + " values" : "attempt to compare " + x + " with " + y);
    }

    LuaString toText(@Nullable Object value) {
        Object handler = metamethod(value, TOSTRING);
        if (handler != null) {
            LuaString text = Values.toText(Results.first(callValue(handler, value)));
            if (text == null) {
                throw LuaError.of("'tostring' must return a string to 'print'");
            }
            return text;
        }
        LuaString text = Values.toText(value);
        if (text != null) {
            return text;
        } else if (value == null || value instanceof Boolean) {
            return LuaString.of(String.valueOf(value == null ? "nil" : value));
        }
        String type = Values.typeName(value);
        return LuaString.of(
                type.equals("userdata")
                        ? value.toString()
                        : type + ": 0x" + String.format("%012x", System.identityHashCode(value)));
    }

    private @Nullable Object callValue(Object handler, @Nullable Object... args) {
        if (handler instanceof LuaFunction function) {
            return state.callMetamethod(function, args);
        }
        LuaFunction function = callHandler(handler);
        if (function == null) {
            throw LuaError.of("attempt to call a " + Values.typeName(handler) + " value");
        }
        return state.callMetamethod(function, Results.after(Results.of(args), handler));
    }
}
