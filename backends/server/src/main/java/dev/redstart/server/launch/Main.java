package dev.redstart.server.launch;

import dev.redstart.engine.Engine;
import dev.redstart.engine.command.CommandTable;
import dev.redstart.engine.config.ConfigFile;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Commands;
import dev.redstart.server.ServerLog.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code redis-server}, as far as whoever starts it can tell. */
public final class Main {

    private static final String VERSION =
            "Redis server v=" + Engine.REDIS_VERSION + " sha=00000000:0 malloc=jvm bits=64 build=redstart";

    private static final String USAGE = String.join(
            "\n",
            "Usage: redstart-server [/path/to/redis.conf] [options] [-]",
            "       redstart-server - (read config from stdin)",
            "       redstart-server -v or --version",
            "       redstart-server -h or --help",
            "",
            "Options are those of redis.conf, each with two dashes in front.",
            "",
            "Examples:",
            "       redstart-server (run the server with default conf)",
            "       echo 'requirepass secret' | redstart-server -",
            "       redstart-server /etc/redis/6379.conf",
            "       redstart-server --port 7777",
            "       redstart-server /etc/myredis.conf --loglevel verbose -",
            "",
            "REDSTART_JAVA_OPTS: further options of the JVM, as -Xmx4g.");

    private Main() {}

    /** Runs until a signal or SHUTDOWN ends the process; exit code 1 when it cannot start. */
    public static void main(String[] args) {
        String first = args.length == 1 ? args[0] : "";
        if (first.equals("-v") || first.equals("--version")) {
            System.out.println(VERSION);
            return;
        }
        if (first.equals("-h") || first.equals("--help")) {
            System.out.println(USAGE);
            return;
        }
        if (!start(args)) Runtime.getRuntime().halt(1);
    }

    private static boolean start(String[] args) {
        ProcessLog log = new ProcessLog();
        CommandLine line = CommandLine.parse(args);
        if (line.stdin()) log.log(Level.NOTICE, "Reading config from stdin");
        Commands commands = CommandTable.create();
        try {
            String more = line.more(System.in);
            ConfigFile.Result result =
                    ConfigFile.parse(Engine.REDIS_VERSION, line.file(), more, name -> commands.find(name) != null);
            ServerConfig config = result.config();
            if (config.is("daemonize") && !Daemon.isChild()) {
                Daemon.start(args, line.stdin() ? more : "");
                return true;
            }
            new ServerProcess(log, result).run(line.isEmpty());
            return true;
        } catch (ConfigFile.Failure e) {
            report(log, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            log.log(Level.WARNING, "Can't run in the background: " + e.getMessage());
        }
        return false;
    }

    /** An error in the configuration stands alone on standard error; others are lines of the log. */
    private static void report(ProcessLog log, String text) {
        if (text.startsWith("\n***")) {
            byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
            System.err.write(bytes, 0, bytes.length);
            System.err.flush();
            return;
        }
        for (String line : List.of(text.split("\n"))) log.log(Level.WARNING, line);
    }
}
