package dev.redstart.engine.acl;

/** A name and the rules that hold for it now. Changed under the engine's lock; may be asked by any thread. */
public final class User {

    private final String name;
    private volatile UserRules rules;

    User(String name, UserRules rules) {
        this.name = name;
        this.rules = rules;
    }

    public String name() {
        return name;
    }

    public UserRules rules() {
        return rules;
    }

    void rules(UserRules changed) {
        rules = changed;
    }

    /** As a line of a file. */
    @Override
    public String toString() {
        return "user " + name + " " + rules;
    }
}
