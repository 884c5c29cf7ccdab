package dev.redstart.generator;

/** The two ways to send a command. */
enum View {
    BLOCKING("", "CommandCaller", "call"),
    ASYNC("Async", "CommandSender", "send");

    final String prefix;
    final String parent;
    final String method;

    View(String prefix, String parent, String method) {
        this.prefix = prefix;
        this.parent = parent;
        this.method = method;
    }
}
