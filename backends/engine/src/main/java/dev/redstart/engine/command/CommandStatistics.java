package dev.redstart.engine.command;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandStats;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sections of INFO about commands: how often they ran, failed, and how long they took. */
final class CommandStatistics {

    private static final double NANOS_PER_MICRO = 1000;

    private CommandStatistics() {}

    /** The commands and subcommands that were ever sent. */
    private static List<Command> used(Dispatcher dispatcher) {
        List<Command> used = new ArrayList<>();
        for (Command c : dispatcher.commands().all()) {
            addUsed(used, c);
            for (Command sub : c.subcommands().values()) addUsed(used, sub);
        }
        return used;
    }

    private static void addUsed(List<Command> used, Command c) {
        CommandStats s = c.stats();
        if (s.calls() > 0 || s.rejected() > 0 || s.failed() > 0) used.add(c);
    }

    static void calls(InfoText text, Dispatcher dispatcher) {
        text.head("Commandstats");
        for (Command c : used(dispatcher)) {
            CommandStats s = c.stats();
            text.line(
                    "cmdstat_" + c.shownName(),
                    "calls=" + s.calls() + ",usec=" + s.micros() + ",usec_per_call="
                            + InfoText.fixed(s.calls() == 0 ? 0 : (double) s.micros() / s.calls()) + ",rejected_calls="
                            + s.rejected() + ",failed_calls=" + s.failed());
        }
    }

    static void errors(InfoText text, Dispatcher dispatcher) {
        text.head("Errorstats");
        dispatcher.stats().errorsByCode().forEach((code, n) -> text.line("errorstat_" + code, "count=" + n));
    }

    static void latencies(InfoText text, Dispatcher dispatcher) {
        text.head("Latencystats");
        ServerConfig config = dispatcher.config();
        String percentiles = config.get("latency-tracking-info-percentiles");
        if (percentiles.isEmpty() || !config.is("latency-tracking")) return;
        for (Command c : used(dispatcher)) {
            Histogram h = c.stats().histogram();
            if (h == null) continue;
            List<String> values = new ArrayList<>();
            for (String p : percentiles.split(" "))
                values.add(String.format(
                        Locale.ROOT, "p%s=%.3f", p, h.percentile(Double.parseDouble(p)) / NANOS_PER_MICRO));
            text.line("latency_percentiles_usec_" + c.shownName(), String.join(",", values));
        }
    }
}
