package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.Tracker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CLIENT: which keys a client is told of when they change. */
final class TrackingCommands {

    static final List<Command> COMMANDS = List.of(
            of("CLIENT CACHING", 3, ClientCommands.FLAGS, NONE, TrackingCommands::caching),
            of("CLIENT GETREDIR", 2, ClientCommands.FLAGS, NONE, TrackingCommands::getRedirect),
            of("CLIENT TRACKING", -3, ClientCommands.FLAGS, NONE, TrackingCommands::tracking),
            of("CLIENT TRACKINGINFO", 2, ClientCommands.FLAGS, NONE, TrackingCommands::info));

    private static final CommandError NOT_TRACKING =
            Errors.of("ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT"
                    + " mode enabled");
    private static final CommandError YES_WITHOUT_OPTIN =
            Errors.of("ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
    private static final CommandError NO_WITHOUT_OPTOUT =
            Errors.of("ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");
    private static final CommandError TWO_REDIRECTS =
            Errors.of("ERR A client can only redirect to a single other client");
    private static final CommandError NO_SUCH_CLIENT =
            Errors.of("ERR The client ID you want redirect to does not exist");
    private static final CommandError PREFIX_WITHOUT_BCAST =
            Errors.of("ERR PREFIX option requires BCAST mode to be enabled");
    private static final CommandError OTHER_MODE =
            Errors.of("ERR You can't switch BCAST mode on/off before disabling tracking for this client, and then"
                    + " re-enabling it with a different mode.");
    private static final CommandError OPTIONS_WITH_BCAST =
            Errors.of("ERR OPTIN and OPTOUT are not compatible with BCAST");
    private static final CommandError BOTH_OPTIONS = Errors.of("ERR You can't specify both OPTIN mode and OPTOUT mode");
    private static final CommandError OTHER_OPTION =
            Errors.of("ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and then"
                    + " re-enabling it with a different mode.");

    private TrackingCommands() {}

    private static void tracking(Call call) {
        List<byte[]> prefixes = new ArrayList<>();
        Tracker.Options options = options(call, prefixes);
        if (call.is(1, "ON")) {
            check(options, prefixes, call.session().tracker());
            call.dispatcher().tracking().on(call.session(), options, prefixes);
        } else if (call.is(1, "OFF")) {
            call.dispatcher().tracking().off(call.session());
        } else {
            throw Errors.SYNTAX;
        }
        call.reply().ok();
    }

    private static Tracker.Options options(Call call, List<byte[]> prefixes) {
        long redirect = 0;
        boolean bcast = false;
        boolean optIn = false;
        boolean optOut = false;
        boolean noLoop = false;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "REDIRECT") && call.has(i, 1)) {
                if (redirect != 0) throw TWO_REDIRECTS;
                redirect = call.integer(++i);
                if (call.dispatcher().clients().find(redirect) == null) throw NO_SUCH_CLIENT;
            } else if (call.is(i, "PREFIX") && call.has(i, 1)) {
                prefixes.add(call.arg(++i));
            } else if (call.is(i, "BCAST")) bcast = true;
            else if (call.is(i, "OPTIN")) optIn = true;
            else if (call.is(i, "OPTOUT")) optOut = true;
            else if (call.is(i, "NOLOOP")) noLoop = true;
            else throw Errors.SYNTAX;
        }
        return new Tracker.Options(redirect, bcast, optIn, optOut, noLoop);
    }

    private static void check(Tracker.Options wanted, List<byte[]> prefixes, @Nullable Tracker tracker) {
        Tracker.Options now = tracker == null ? null : tracker.options();
        if (!wanted.bcast() && !prefixes.isEmpty()) throw PREFIX_WITHOUT_BCAST;
        if (now != null && now.bcast() != wanted.bcast()) throw OTHER_MODE;
        if (wanted.bcast() && (wanted.optIn() || wanted.optOut())) throw OPTIONS_WITH_BCAST;
        if (wanted.optIn() && wanted.optOut()) throw BOTH_OPTIONS;
        if (now != null && (wanted.optIn() && now.optOut() || wanted.optOut() && now.optIn())) throw OTHER_OPTION;
        for (int i = 0; i < prefixes.size(); i++) {
            byte[] prefix = prefixes.get(i);
            if (tracker != null)
                for (byte[] present : tracker.prefixes()) checkApart(prefix, present, "an existing prefix");
            for (byte[] other : prefixes.subList(i + 1, prefixes.size()))
                checkApart(prefix, other, "another provided prefix");
        }
    }

    /** Of two that overlap a client would hear twice. */
    private static void checkApart(byte[] a, byte[] b, String what) {
        int common = Math.min(a.length, b.length);
        if (Arrays.equals(a, 0, common, b, 0, common))
            throw Errors.of("ERR Prefix '" + new String(a, StandardCharsets.UTF_8) + "' overlaps with " + what + " '"
                    + new String(b, StandardCharsets.UTF_8) + "'. Prefixes for a single client must not overlap.");
    }

    private static void caching(Call call) {
        Tracker tracker = call.session().tracker();
        if (tracker == null) throw NOT_TRACKING;
        boolean yes = call.is(1, "YES");
        if (!yes && !call.is(1, "NO")) throw Errors.SYNTAX;
        if (yes && !tracker.options().optIn()) throw YES_WITHOUT_OPTIN;
        if (!yes && !tracker.options().optOut()) throw NO_WITHOUT_OPTOUT;
        tracker.giveCaching();
        call.reply().ok();
    }

    private static void getRedirect(Call call) {
        call.reply().integer(Tracker.redirect(call.session().tracker()));
    }

    private static void info(Call call) {
        Tracker tracker = call.session().tracker();
        ReplySink reply = call.reply();
        List<String> flags = tracker == null ? List.of("off") : flags(tracker);
        reply.map(3);
        reply.blob("flags");
        reply.set(flags.size());
        for (String flag : flags) reply.blob(flag);
        reply.blob("redirect");
        reply.integer(Tracker.redirect(tracker));
        reply.blob("prefixes");
        reply.array(tracker == null ? 0 : tracker.prefixes().size());
        if (tracker != null) for (byte[] prefix : tracker.prefixes()) reply.blob(prefix);
    }

    private static List<String> flags(Tracker tracker) {
        Tracker.Options options = tracker.options();
        List<String> flags = new ArrayList<>(List.of("on"));
        if (options.bcast()) flags.add("bcast");
        if (options.optIn()) flags.add("optin");
        if (options.optIn() && tracker.isCachingGiven()) flags.add("caching-yes");
        if (options.optOut()) flags.add("optout");
        if (options.optOut() && tracker.isCachingGiven()) flags.add("caching-no");
        if (options.noLoop()) flags.add("noloop");
        if (tracker.isRedirectBroken()) flags.add("broken_redirect");
        return flags;
    }
}
