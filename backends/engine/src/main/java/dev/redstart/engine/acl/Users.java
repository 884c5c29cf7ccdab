package dev.redstart.engine.acl;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The users of an engine, by name. Always has {@code default}, for clients that name none. Used under the engine's lock. */
public final class Users {

    /** The name of the user that every client is at first. */
    public static final String DEFAULT = "default";

    private final User defaultUser = new User(DEFAULT, UserRules.initialDefault());
    private final Map<String, User> byName = new TreeMap<>(Map.of(DEFAULT, defaultUser));
    private boolean allChannels;

    /** {@code acl-pubsub-default}: whether a user made from now on may use all channels while nobody says otherwise. */
    public void allChannels(boolean yes) {
        allChannels = yes;
    }

    /** The one that every client is at first; the object stays the same. */
    public User defaultUser() {
        return defaultUser;
    }

    /** Null when there is none of that name. */
    public @Nullable User find(String name) {
        return byName.get(name);
    }

    /** In the order of their names. */
    public Collection<User> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * The rules that ACL SETUSER would give to the user of that name, new or not; gives it none.
     *
     * @throws RuleException when one cannot be
     */
    public UserRules changed(String name, List<String> rules) {
        User user = byName.get(name);
        UserRules before = user == null ? UserRules.fresh(allChannels) : user.rules();
        return before.withAll(rules, allChannels);
    }

    /**
     * The rules that a declaration makes of a new user, or of {@code default} instead of those that it has.
     *
     * @throws RuleException when one cannot be
     */
    public UserRules declared(List<String> rules) {
        return UserRules.fresh(allChannels).withAll(rules, allChannels);
    }

    /** Gives the user those rules, and makes it if there is none of that name. */
    public User put(String name, UserRules rules) {
        User user = byName.computeIfAbsent(name, n -> new User(n, rules));
        user.rules(rules);
        return user;
    }

    /** Takes it out, and leaves whoever still is that user no rights; null when there was none. Not for {@code default}. */
    public @Nullable User remove(String name) {
        User user = byName.remove(name);
        if (user != null) user.rules(UserRules.fresh(false));
        return user;
    }

    /** {@code requirepass}: the password of {@code default}, or none. */
    public void defaultPassword(String password) {
        UserRules rules = defaultUser.rules().with("resetpass", allChannels);
        defaultUser.rules(rules.with(password.isEmpty() ? "nopass" : ">" + password, allChannels));
    }

    /** Whether a client that has not said who it is may do nothing. */
    public boolean isLoginRequired() {
        UserRules rules = defaultUser.rules();
        return !rules.isWithoutPassword() || !rules.isOn();
    }

    /** All users as a file holds them, line by line. */
    public List<String> lines() {
        return byName.values().stream().map(User::toString).toList();
    }

    /** The rules that lines of a file are about, as {@link AclFile#parse} reads them. */
    public Map<String, UserRules> parse(String file, String content) {
        return AclFile.parse(file, content, allChannels);
    }
}
