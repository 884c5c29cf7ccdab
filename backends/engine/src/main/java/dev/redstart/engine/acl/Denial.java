package dev.redstart.engine.acl;

/**
 * Why a user may not run a command.
 *
 * @param kind     what it lacks
 * @param position of the key or channel among the arguments
 */
public record Denial(Kind kind, int position) {

    /** What is missing; of several selectors the one counts that comes furthest, in this order. */
    public enum Kind {
        /** Not the command. */
        COMMAND,
        /** Not the key. */
        KEY,
        /** Not the channel. */
        CHANNEL
    }

    static final Denial COMMAND = new Denial(Kind.COMMAND, 0);

    boolean isFurtherThan(Denial other) {
        int kinds = kind.compareTo(other.kind);
        return kinds > 0 || kinds == 0 && position > other.position;
    }
}
