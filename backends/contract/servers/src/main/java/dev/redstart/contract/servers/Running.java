package dev.redstart.contract.servers;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What this JVM started and nobody ended yet, servers and builds, and the one shutdown hook that ends them then. */
final class Running {
    private static final Set<RedisServer> SERVERS = ConcurrentHashMap.newKeySet();
    private static final Set<Process> COMMANDS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Running::endAll, "redstart-stop-servers"));
    }

    private Running() {}

    static void add(RedisServer server) {
        SERVERS.add(server);
    }

    static void remove(RedisServer server) {
        SERVERS.remove(server);
    }

    static void add(Process command) {
        COMMANDS.add(command);
    }

    static void remove(Process command) {
        COMMANDS.remove(command);
    }

    /** With everything that it started: a make leaves compilers behind otherwise. */
    static void destroy(Process command) {
        List<ProcessHandle> children = command.descendants().toList();
        command.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Killed, not asked: their data dies with them, and a JVM on its way out has no time. */
    private static void endAll() {
        COMMANDS.forEach(Running::destroy);
        SERVERS.forEach(RedisServer::endNow);
    }
}
