package dev.redstart;

/** What a command's optional words are collected in; immutable. Package-private, so that no user sees the wire form. */
abstract class Options {

    abstract void appendTo(CommandBuilder<?, ?> command);
}
