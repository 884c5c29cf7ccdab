package dev.redstart.engine.dispatch;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How one client has its keys tracked: CLIENT TRACKING ON. Used under the engine's lock. */
public final class Tracker {

    /**
     * What it asked for.
     *
     * @param redirect the id of the client that is told in its place; 0 for itself
     * @param bcast    whether it is told of all keys with its prefixes, not of those that it has read
     * @param optIn    whether only the keys of a command after CLIENT CACHING YES are tracked
     * @param optOut   whether all are but those of a command after CLIENT CACHING NO
     * @param noLoop   whether it is not told of its own changes
     */
    public record Options(long redirect, boolean bcast, boolean optIn, boolean optOut, boolean noLoop) {}

    private final ClientSession client;
    private final SortedSet<byte[]> prefixes = new TreeSet<>(Arrays::compareUnsigned);
    private Options options;
    private boolean cachingGiven;
    private boolean redirectBroken;

    Tracker(ClientSession client, Options options) {
        this.client = client;
        this.options = options;
    }

    ClientSession client() {
        return client;
    }

    /** As CLIENT LIST shows it: -1 for one whose keys are not tracked, 0 for one that hears itself. */
    public static long redirect(@Nullable Tracker tracker) {
        return tracker == null ? -1 : tracker.options.redirect();
    }

    public Options options() {
        return options;
    }

    void options(Options changed) {
        options = changed;
        redirectBroken = false;
    }

    /** With BCAST: the beginnings of the keys that it is told of. */
    public SortedSet<byte[]> prefixes() {
        return prefixes;
    }

    /** Whether CLIENT CACHING was the last command. */
    public boolean isCachingGiven() {
        return cachingGiven;
    }

    /** CLIENT CACHING: YES with OPTIN, NO with OPTOUT. */
    public void giveCaching() {
        cachingGiven = true;
    }

    /** Another command has been dealt with. */
    void forgetCaching() {
        cachingGiven = false;
    }

    /** Whether the client that should have been told is gone. */
    public boolean isRedirectBroken() {
        return redirectBroken;
    }

    void breakRedirect() {
        redirectBroken = true;
    }

    /** Whether keys that it reads now are tracked. */
    boolean remembersReads() {
        if (options.bcast) return false;
        return options.optIn ? cachingGiven : !(options.optOut && cachingGiven);
    }
}
