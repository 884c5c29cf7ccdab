package dev.redstart.engine.acl;

/** A rule that cannot be; the message says why, as Redis words it. */
public final class RuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a rule cannot be. */
    public enum Reason {
        UNKNOWN_COMMAND("Unknown command or category name in ACL"),
        SYNTAX("Syntax error"),
        ALL_KEYS("Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any"
                + " effect. Try 'resetkeys' to start with an empty list of patterns"),
        ALL_CHANNELS("Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have"
                + " any effect. Try 'resetchannels' to start with an empty list of channels"),
        NO_SUCH_PASSWORD("The password you are trying to remove from the user does not exist"),
        NO_HASH("The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters"),
        FIRST_ARGUMENT_OF_SUBCOMMAND("Allowing first-arg of a subcommand is not supported");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    RuleException(Reason reason) {
        this(reason, reason.text);
    }

    private RuleException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Among rules in parentheses one is not closed. */
    static RuleException unmatched(String opening) {
        return new RuleException(Reason.SYNTAX, "Unmatched parenthesis in acl selector starting at '" + opening + "'.");
    }

    /** The same of a rule of ACL SETUSER. */
    RuleException in(String rule) {
        return new RuleException(reason, "Error in ACL SETUSER modifier '" + rule + "': " + text());
    }

    public Reason reason() {
        return reason;
    }

    /** Why, in words without the rule, which could hold a secret; of {@link #in} it does. */
    public String reasonText() {
        return reason.text;
    }

    /** Why, in words. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
