/**
 * Reading: bytes of source to tokens ({@code Lexer}), tokens to a tree ({@link dev.redstart.lua.syntax.Parser}, by
 * recursive descent), names to variables on the way ({@code FunctionScope}). The tree says for each variable whether a
 * function inside captures it, which is known only at its end: so there is a tree, and nodes are made of it afterwards.
 */
@NullMarked
package dev.redstart.lua.syntax;

import org.jspecify.annotations.NullMarked;
