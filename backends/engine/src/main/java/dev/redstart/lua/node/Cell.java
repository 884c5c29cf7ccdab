package dev.redstart.lua.node;

import org.jspecify.annotations.Nullable;

/** A variable that outlives its frame, shared by the functions that see it. */
final class Cell {
    @Nullable
    Object value;

    Cell(@Nullable Object value) {
        this.value = value;
    }
}
