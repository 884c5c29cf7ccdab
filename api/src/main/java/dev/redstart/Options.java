package dev.redstart;

import java.util.Objects;

/** What a command's optional words are collected in; immutable. Package-private, so that no user sees the wire form. */
abstract class Options {

    /** The options behind one of the sealed interfaces, of which this class is the only implementation; never null. */
    static Options given(Object options) {
        return (Options) Objects.requireNonNull(options, "the options are null");
    }

    abstract void appendTo(CommandBuilder<?, ?> command);
}
