package dev.redstart.engine.script;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ScriptRun;
import dev.redstart.engine.dispatch.ScriptRuns;
import dev.redstart.engine.persist.FunctionStore;
import dev.redstart.lua.LuaAbort;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The scripts and functions of one engine. Used under its lock. */
public final class Scripting {

    private static final CommandError NO_SCRIPT = Errors.of("NOSCRIPT No matching script. Please use EVAL.");
    private static final CommandError WRITES_IN_READ_ONLY =
            Errors.of("ERR Can not execute a script with write flag using *_ro command.");
    private static final CommandError NOT_IN_CLUSTER =
            Errors.of("ERR Can not run script on cluster, 'no-cluster' flag is set.");
    private static final CommandError NOT_WITHOUT_MEMORY =
            Errors.of("OOM allow-oom flag is not set on the script, can not run it when used memory > 'maxmemory'");
    private static final String KILLED = "Script killed by user with SCRIPT KILL...";
    private static final LuaString KEYS = LuaString.name("KEYS");
    private static final LuaString ARGV = LuaString.name("ARGV");
    private static final int SHA1_LENGTH = 40;

    private final Dispatcher dispatcher;
    private final ScriptCache scripts = new ScriptCache();
    private final LibraryLoader loader = new LibraryLoader(this);
    private final Functions functions = new Functions(loader);
    private @Nullable LuaState evaluator;

    private Scripting(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** That of the engine. */
    public static Scripting of(Dispatcher dispatcher) {
        return dispatcher.part(Scripting.class, Scripting::new);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The libraries. */
    public Functions functions() {
        return functions;
    }

    /** The libraries as files hold them. */
    public FunctionStore store() {
        return new FunctionStore() {
            @Override
            public List<byte[]> libraries() {
                return functions.codes();
            }

            @Override
            public void load(byte[] source, boolean replace) {
                try {
                    functions.load(source, replace, false);
                } catch (CommandError e) {
                    throw new IllegalArgumentException(e.text(), e);
                }
            }

            @Override
            public void clear() {
                functions.clear();
            }
        };
    }

    /** How many scripts are kept. */
    public int scripts() {
        return scripts.size();
    }

    /** About how much they take. */
    public long scriptBytes() {
        return scripts.bytes();
    }

    private LuaState evaluator() {
        LuaState state = evaluator;
        if (state == null) {
            evaluator = state = new LuaState();
            Sandbox.open(state, this, true);
            LuaState fresh = state;
            state.budget().onPoll(() -> poll(fresh));
        }
        return state;
    }

    /** Now and then while a script runs. */
    void poll(LuaState state) {
        if (dispatcher.scripts().poll(state::atHome)) throw new LuaAbort(KILLED);
    }

    // Scripts

    /** SCRIPT LOAD: its SHA1. */
    public String load(byte[] body) {
        String sha1 = Sha1.hex(body);
        if (!scripts.contains(sha1)) scripts.addLoaded(compile(sha1, body));
        return sha1;
    }

    /** SCRIPT EXISTS; the digits in any case. */
    public boolean isKnown(String sha1) {
        return scripts.contains(sha1);
    }

    /** SCRIPT FLUSH: also whatever scripts have left in their globals. */
    public void forgetScripts() {
        scripts.clear();
        evaluator = null;
    }

    private ScriptCache.Script compile(String sha1, byte[] body) {
        Shebang.OfScript shebang = Shebang.ofScript(body);
        try {
            LuaFunction function = evaluator().load(shebang.code(), "@user_script");
            return new ScriptCache.Script(sha1, body.length, shebang.flags(), function);
        } catch (LuaError e) {
            throw Errors.of("ERR Error compiling script (new function): " + e.getMessage());
        }
    }

    /** EVAL and EVAL_RO; the call's arguments are the script, the number of keys, keys and others. */
    public void eval(Call call, boolean readOnly) {
        int keys = keys(call, call.integer(1));
        String sha1 = Sha1.hex(call.arg(0));
        ScriptCache.Script script = scripts.find(sha1.getBytes(StandardCharsets.ISO_8859_1));
        if (script == null) {
            script = compile(sha1, call.arg(0));
            dispatcher.stats().evictedScripts += scripts.addEvaluated(script);
        }
        evaluate(call, script, keys, readOnly);
    }

    /** EVALSHA and EVALSHA_RO. */
    public void evalSha(Call call, boolean readOnly) {
        byte[] name = call.arg(0);
        if (name.length != SHA1_LENGTH) throw NO_SCRIPT;
        int keys = keys(call, call.integer(1));
        ScriptCache.Script script = scripts.find(name);
        if (script == null) throw NO_SCRIPT;
        evaluate(call, script, keys, readOnly);
    }

    private void evaluate(Call call, ScriptCache.Script script, int keys, boolean readOnly) {
        LuaState state = evaluator();
        ScriptRun run = new ScriptRun(script.sha1(), false, rules(script.flags(), readOnly), call);
        state.globals().set(KEYS, list(state, call, 2, 2 + keys));
        state.globals().set(ARGV, list(state, call, 2 + keys, call.count()));
        run(call, run, state, script.function());
    }

    // Functions

    /** FCALL and FCALL_RO; the call's arguments are the name, the number of keys, keys and others. */
    public void callFunction(Call call, boolean readOnly) {
        String name = new String(call.arg(0), StandardCharsets.UTF_8);
        Library.Function function = functions.find(name);
        if (function == null) throw Errors.of("ERR Function not found");
        int keys = keys(call, call.integer(1, Errors.of("ERR Bad number of keys provided")));
        LuaState state = loader.state();
        ScriptRun run = new ScriptRun(function.name(), true, rules(function.flags(), readOnly), call);
        LuaTable keyList = list(state, call, 2, 2 + keys);
        run(call, run, state, function.body(), keyList, list(state, call, 2 + keys, call.count()));
    }

    // Both

    private static int keys(Call call, long count) {
        if (count > call.count() - 2) throw Errors.TOO_MANY_NUMKEYS;
        if (count < 0) throw Errors.of("ERR Number of keys can't be negative");
        return (int) count;
    }

    /** What it may do by its flags; without any, all that was allowed before there were flags. */
    private ScriptRun.Rules rules(@Nullable Set<ScriptFlag> flags, boolean readOnly) {
        if (flags == null) return new ScriptRun.Rules(readOnly, false, true);
        if (flags.contains(ScriptFlag.NO_CLUSTER) && dispatcher.cluster().isEnabled()) throw NOT_IN_CLUSTER;
        boolean writesNot = flags.contains(ScriptFlag.NO_WRITES);
        if (readOnly && !writesNot) throw WRITES_IN_READ_ONLY;
        boolean evenIfFull = flags.contains(ScriptFlag.ALLOW_OOM);
        if (dispatcher.memory().isFull() && !evenIfFull && !writesNot) throw NOT_WITHOUT_MEMORY;
        return new ScriptRun.Rules(writesNot, evenIfFull, flags.contains(ScriptFlag.ALLOW_CROSS_SLOT_KEYS));
    }

    /** Whether EVAL of that script may write: it does so unless its first line says that it will not. */
    public boolean mayWrite(byte[] body) {
        try {
            return mayWrite(Shebang.ofScript(body).flags());
        } catch (CommandError e) {
            return true;
        }
    }

    /** The same of EVALSHA. */
    public boolean mayWriteKnown(byte[] sha1) {
        ScriptCache.Script script = scripts.find(sha1);
        return script == null || mayWrite(script.flags());
    }

    /** The same of FCALL. */
    public boolean mayFunctionWrite(byte[] name) {
        Library.Function function = functions.find(new String(name, StandardCharsets.UTF_8));
        return function == null || mayWrite(function.flags());
    }

    private static boolean mayWrite(@Nullable Set<ScriptFlag> flags) {
        return flags == null || !flags.contains(ScriptFlag.NO_WRITES);
    }

    private static LuaTable list(LuaState state, Call call, int from, int to) {
        LuaTable list = new LuaTable(state.budget(), to - from, 0);
        for (int i = from; i < to; i++) list.set(i - from + 1, LuaString.of(call.arg(i)));
        return list;
    }

    private void run(Call call, ScriptRun run, LuaState state, LuaFunction function, @Nullable Object... args) {
        ScriptRuns runs = dispatcher.scripts();
        runs.begin(run);
        try {
            Object result = Results.first(state.execute(function, args));
            new LuaReply(call, runs.client().protocol() == 3).write(result);
        } catch (LuaError e) {
            ScriptError error = ScriptError.of(e, state);
            call.failed(error.inScript(run.name()), error.counted());
        } finally {
            runs.end();
        }
    }
}
