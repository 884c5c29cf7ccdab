package dev.redstart;

/** Which commands {@code COMMAND LIST} names. Immutable. */
public final class CommandFilter extends Options {

    private final String by;
    private final String what;

    private CommandFilter(String by, String what) {
        this.by = by;
        this.what = what;
    }

    /** Those of this module. */
    public static CommandFilter module(String name) {
        return new CommandFilter("MODULE", name);
    }

    /** Those in this category of {@code ACL CAT}. */
    public static CommandFilter category(String name) {
        return new CommandFilter("ACLCAT", name);
    }

    /** Those whose names match this glob pattern, as {@code x*}. */
    public static CommandFilter pattern(String glob) {
        return new CommandFilter("PATTERN", glob);
    }

    @Override
    void appendTo(CommandBuilder<?, ?> command) {
        command.word("FILTERBY").word(by).text(what);
    }
}
