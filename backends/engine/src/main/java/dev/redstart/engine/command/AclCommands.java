package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.acl.Denial;
import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.acl.RuleException;
import dev.redstart.engine.acl.Selector;
import dev.redstart.engine.acl.User;
import dev.redstart.engine.acl.UserRules;
import dev.redstart.engine.acl.Users;
import dev.redstart.engine.catalog.Category;
import dev.redstart.engine.dispatch.AccessControl;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.UserFile;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** ACL: users, and what each may do. */
final class AclCommands {

    private static final String ADMIN = "admin noscript loading stale";
    private static final String OPEN = "noscript loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "ACL",
            of("ACL CAT", -2, OPEN, NONE, AclCommands::cat),
            of("ACL DELUSER", -3, ADMIN, NONE, AclCommands::delUser),
            of("ACL DRYRUN", -4, ADMIN, NONE, AclCommands::dryRun),
            of("ACL GENPASS", -2, OPEN, NONE, AclCommands::genPass),
            of("ACL GETUSER", 3, ADMIN, NONE, AclCommands::getUser),
            of("ACL LIST", 2, ADMIN, NONE, call -> words(call, users(call).lines())),
            of("ACL LOAD", 2, ADMIN, NONE, AclCommands::load),
            of("ACL LOG", -2, ADMIN, NONE, AclLogCommand::log),
            of("ACL SAVE", 2, ADMIN, NONE, AclCommands::save),
            of("ACL SETUSER", -3, ADMIN, NONE, AclCommands::setUser),
            of("ACL USERS", 2, ADMIN, NONE, AclCommands::names),
            of(
                    "ACL WHOAMI",
                    2,
                    OPEN,
                    NONE,
                    call -> text(call.reply(), call.session().user().name())),
            Help.row(
                    "ACL",
                    "loading stale",
                    "CAT [<category>]",
                    "    The categories of commands, or the commands of one.",
                    "DELUSER <username> [<username> ...]",
                    "    Takes users away; who is connected as one has to go.",
                    "DRYRUN <username> <command> [<arg> ...]",
                    "    Whether the user may run that, without running it.",
                    "GETUSER <username>",
                    "    What a user may do.",
                    "GENPASS [<bits>]",
                    "    A random password, of 256 bits if not said otherwise.",
                    "LIST",
                    "    The users, as a configuration file would say it.",
                    "LOAD",
                    "    Takes the users from the ACL file, in place of those there are.",
                    "LOG [<count> | RESET]",
                    "    What was refused lately.",
                    "SAVE",
                    "    Writes the users into the ACL file.",
                    "SETUSER <username> <attribute> [<attribute> ...]",
                    "    Makes or changes a user.",
                    "USERS",
                    "    The names of the users.",
                    "WHOAMI",
                    "    The name of this connection's user.")));

    private static final CommandError NO_FILE =
            Errors.of("ERR This Redis instance is not configured to use an ACL file. You may want to specify users via"
                    + " the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a Redis configuration"
                    + " file set) in order to store users in the Redis configuration.");
    private static final CommandError NOT_SAVED = Errors.of(
            "ERR There was an error trying to save the ACLs." + " Please check the server logs for more information");
    private static final CommandError BLANKS = Errors.of("ERR Usernames can't contain spaces or null characters");
    private static final CommandError BITS_OUT_OF_RANGE =
            Errors.of("ERR ACL GENPASS argument must be the number of bits for"
                    + " the output password, a positive number up to 4096");
    private static final int USUAL_BITS = 256;
    private static final int MOST_BITS = 4096;
    private static final int BITS_PER_DIGIT = 4;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CommandError DEFAULT_STAYS = Errors.of("ERR The 'default' user cannot be removed");

    private AclCommands() {}

    private static AccessControl access(Call call) {
        return call.dispatcher().access();
    }

    private static Users users(Call call) {
        return access(call).users();
    }

    private static void text(ReplySink reply, String text) {
        reply.blob(Latin.bytes(text));
    }

    private static CommandError error(String text) {
        return Errors.of("ERR " + Latin.readable(text));
    }

    private static void words(Call call, Collection<String> words) {
        call.reply().array(words.size());
        for (String word : words) text(call.reply(), word);
    }

    // Users

    private static void names(Call call) {
        words(call, users(call).all().stream().map(User::name).toList());
    }

    private static void setUser(Call call) {
        for (int i = 1; i < call.count(); i++) call.hide(i);
        String name = Latin.text(call.arg(1));
        if (Latin.hasBlanks(name)) throw BLANKS;
        List<String> rules = new ArrayList<>();
        for (byte[] rule : call.args(2, call.count())) rules.add(Latin.text(rule));
        try {
            access(call).set(name, users(call).changed(name, rules));
        } catch (RuleException e) {
            throw error(e.text());
        }
        call.reply().ok();
    }

    private static void delUser(Call call) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < call.count(); i++) {
            call.hide(i);
            names.add(Latin.text(call.arg(i)));
        }
        if (names.contains(Users.DEFAULT)) throw DEFAULT_STAYS;
        long deleted = names.stream().filter(access(call)::delete).count();
        call.reply().integer(deleted);
    }

    private static void getUser(Call call) {
        call.hide(1);
        ReplySink reply = call.reply();
        User user = users(call).find(Latin.text(call.arg(1)));
        if (user == null) {
            reply.nullBulk();
            return;
        }
        UserRules rules = user.rules();
        reply.map(6);
        reply.blob("flags");
        reply.set(rules.flags().size());
        for (String flag : rules.flags()) reply.blob(flag);
        reply.blob("passwords");
        reply.array(rules.passwords().size());
        for (String hash : rules.passwords()) reply.blob(hash);
        List<Selector> selectors = rules.selectors();
        selector(reply, selectors.get(0));
        reply.blob("selectors");
        reply.array(selectors.size() - 1);
        for (Selector selector : selectors.subList(1, selectors.size())) {
            reply.map(3);
            selector(reply, selector);
        }
    }

    private static void selector(ReplySink reply, Selector selector) {
        reply.blob("commands");
        text(reply, selector.commands());
        reply.blob("keys");
        text(reply, selector.keys());
        reply.blob("channels");
        text(reply, selector.channels());
    }

    private static void genPass(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "ACL");
        long bits = call.count() == 2 ? call.integer(1) : USUAL_BITS;
        if (bits <= 0 || bits > MOST_BITS) throw BITS_OUT_OF_RANGE;
        byte[] random = new byte[MOST_BITS / Byte.SIZE];
        RANDOM.nextBytes(random);
        int digits = (int) (bits + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT;
        call.reply().blob(HexFormat.of().formatHex(random).substring(0, digits));
    }

    // Files

    private static UserFile file(Call call) {
        UserFile file = UserFile.of(call.dispatcher());
        if (!file.isConfigured()) throw NO_FILE;
        return file;
    }

    private static void load(Call call) {
        file(call).load();
        call.reply().ok();
    }

    private static void save(Call call) {
        try {
            file(call).save();
        } catch (IOException e) {
            call.dispatcher().host().warning("Writing ACL file for ACL SAVE: " + e.getMessage());
            throw NOT_SAVED;
        }
        call.reply().ok();
    }

    // Questions

    private static void cat(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "ACL");
        if (call.count() == 1) {
            words(call, Category.NAMES);
            return;
        }
        String category = Latin.text(call.arg(1));
        if (!Category.exists(category)) throw Errors.of("ERR Unknown category '" + Errors.echo(call.arg(1), 128) + "'");
        List<String> members = new ArrayList<>();
        for (Command c : call.dispatcher().commands().all()) {
            add(members, c, category.toLowerCase(Locale.ROOT));
            for (Command sub : c.subcommands().values()) add(members, sub, category.toLowerCase(Locale.ROOT));
        }
        words(call, members);
    }

    private static void add(List<String> members, Command c, String category) {
        if (c.facts().categories().contains(category)) members.add(c.shownName());
    }

    private static void dryRun(Call call) {
        User user = users(call).find(Latin.text(call.arg(1)));
        if (user == null) throw error("User '" + Latin.text(call.arg(1)) + "' not found");
        byte[][] args = Arrays.copyOfRange(call.args(), 3, call.count());
        Command command = call.dispatcher().commands().lookup(Latin.text(call.arg(2)), args);
        if (command == null) throw error("Command '" + Latin.text(call.arg(2)) + "' not found");
        if (!command.takes(args.length)) throw Errors.wrongArity(command.name());
        Denial denial = user.rules().check(command.facts(), args);
        if (denial == null) call.reply().ok();
        else text(call.reply(), AccessControl.explain(denial, user, command, args));
    }
}
