package dev.redstart.server;

/** Where a port tells what happens to it. Called by any thread; must not wait. */
@FunctionalInterface
public interface ServerLog {

    /** The levels of {@code loglevel}. */
    enum Level {
        DEBUG,
        VERBOSE,
        NOTICE,
        WARNING
    }

    void log(Level level, String line);

    /** To the logger {@code dev.redstart.server} of the platform. */
    static ServerLog ofPlatform() {
        System.Logger logger = System.getLogger("dev.redstart.server");
        return (level, line) -> logger.log(
                switch (level) {
                    case DEBUG -> System.Logger.Level.TRACE;
                    case VERBOSE -> System.Logger.Level.DEBUG;
                    case NOTICE -> System.Logger.Level.INFO;
                    case WARNING -> System.Logger.Level.WARNING;
                },
                line);
    }
}
