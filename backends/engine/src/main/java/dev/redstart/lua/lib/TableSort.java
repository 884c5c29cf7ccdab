package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/**
 * Quicksort by the median of three, with the smaller half sorted first so that the recursion stays logarithmic
 * (R. Sedgewick, "Implementing Quicksort programs", 1978): Lua's choice, so that equal elements end up in its order. What
 * was compared is what is written, for the order function may do anything to the table meanwhile.
 */
final class TableSort {

    private final LuaState state;
    private final Budget budget;
    private final LuaTable table;
    private final @Nullable LuaFunction order;

    TableSort(LuaState state, LuaTable table, @Nullable LuaFunction order) {
        this.state = state;
        this.budget = state.budget();
        this.table = table;
        this.order = order;
    }

    void sort(int first, int last) {
        int low = first;
        int high = last;
        while (low < high) {
            orderPair(high, low);
            if (high - low == 1) return;
            int middle = (low + high) >>> 1;
            if (!orderPair(middle, low)) orderPair(high, middle);
            if (high - low == 2) return;
            Object pivot = table.get(middle);
            swap(middle, high - 1);
            int split = partition(low, high, pivot);
            swap(high - 1, split);
            if (split - low < high - split) {
                sort(low, split - 1);
                low = split + 1;
            } else {
                sort(split + 1, high);
                high = split - 1;
            }
        }
    }

    /** Where the pivot, which waits at {@code high - 1}, belongs. */
    private int partition(int low, int high, @Nullable Object pivot) {
        int left = low;
        int right = high - 1;
        while (true) {
            Object great = table.get(++left);
            while (less(great, pivot)) {
                if (left > high) throw invalidOrder();
                great = table.get(++left);
            }
            Object small = table.get(--right);
            while (less(pivot, small)) {
                if (right < low) throw invalidOrder();
                small = table.get(--right);
            }
            if (right < left) return left;
            table.set(left, small);
            table.set(right, great);
        }
    }

    /** Swaps the two when the element at {@code a} is less than that at {@code b}; says whether it did. */
    private boolean orderPair(int a, int b) {
        Object x = table.get(a);
        Object y = table.get(b);
        if (!less(x, y)) return false;
        table.set(a, y);
        table.set(b, x);
        return true;
    }

    private void swap(int a, int b) {
        Object value = table.get(a);
        table.set(a, table.get(b));
        table.set(b, value);
    }

    private boolean less(@Nullable Object a, @Nullable Object b) {
        budget.step();
        return order == null ? state.less(a, b) : Values.isTrue(Results.first(state.call(order, a, b)));
    }

    private static LuaError invalidOrder() {
        return LuaError.of("invalid order function for sorting");
    }
}
