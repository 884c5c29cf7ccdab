package dev.redstart.spi;

/** How far a command got before its call failed; decides whether doing it again is safe. */
public enum Phase {
    /** Nothing of the command left this JVM: it certainly had no effect, and may be sent again. */
    NOT_SENT,
    /** The server answered: what it says is what happened. */
    REPLIED,
    /** The command was (or may have been) sent and no answer came: it may or may not have taken effect. */
    UNKNOWN
}
