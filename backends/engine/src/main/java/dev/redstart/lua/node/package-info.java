/**
 * Running: the closure nodes, and the compiler that makes them of a syntax tree.
 *
 * <p>A call of a Lua function has one frame, an {@code Object[]} whose slots the resolver numbered. A local variable that
 * an inner function captures lives in a {@link dev.redstart.lua.node.Cell} in its slot; a closure carries its captured
 * cells, and a call lays them into the first slots of the new frame. So a variable is plain or in a cell, and there
 * is no further kind for upvalues. A plain one that can only ever hold numbers, as the counter of a loop, is changed in
 * place ({@link dev.redstart.lua.node.NumberVariables} finds them): a loop over numbers makes no garbage.
 *
 * <p>An {@code Expression} has three ways to be asked: for a value, for a {@code double} (arithmetic asks so, and boxes
 * nothing between two operators), and for a truth. A statement tells how it ended: on, break, or return.
 */
@NullMarked
package dev.redstart.lua.node;

import org.jspecify.annotations.NullMarked;
