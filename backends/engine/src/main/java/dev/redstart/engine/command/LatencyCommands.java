package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Histogram;
import dev.redstart.engine.dispatch.LatencyMonitor;
import dev.redstart.engine.dispatch.LatencyMonitor.Sample;
import dev.redstart.engine.dispatch.LatencyMonitor.Series;
import dev.redstart.engine.dispatch.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** LATENCY: what made clients wait, and how long commands take. */
final class LatencyCommands {

    private static final String FLAGS = "admin noscript loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "LATENCY",
            of("LATENCY DOCTOR", 2, FLAGS, NONE, LatencyCommands::doctor),
            of("LATENCY GRAPH", 3, FLAGS, NONE, LatencyCommands::graph),
            of("LATENCY HISTOGRAM", -2, FLAGS, NONE, LatencyCommands::histogram),
            of("LATENCY HISTORY", 3, FLAGS, NONE, LatencyCommands::history),
            of("LATENCY LATEST", 2, FLAGS, NONE, LatencyCommands::latest),
            of("LATENCY RESET", -2, FLAGS, NONE, LatencyCommands::reset),
            Help.row(
                    "LATENCY",
                    "loading stale",
                    "DOCTOR",
                    "    A report for people.",
                    "GRAPH <event>",
                    "    A picture of the samples of <event>.",
                    "HISTORY <event>",
                    "    The samples of <event>.",
                    "LATEST",
                    "    The last sample of each event.",
                    "RESET [<event> ...]",
                    "    Forgets the samples of these events, or of all.",
                    "HISTOGRAM [COMMAND ...]",
                    "    How many runs of a command, or of each, took at most how long.")));

    private static final long NANOS_PER_MICRO = 1000;

    private LatencyCommands() {}

    private static LatencyMonitor monitor(Call call) {
        return call.dispatcher().stopwatch().latency();
    }

    private static String event(Call call) {
        return new String(call.arg(1), StandardCharsets.UTF_8);
    }

    private static void latest(Call call) {
        Map<String, Series> all = monitor(call).all();
        ReplySink reply = call.reply();
        reply.array(all.size());
        all.forEach((event, series) -> {
            reply.array(4);
            reply.blob(event);
            reply.integer(series.latest().seconds());
            reply.integer(series.latest().millis());
            reply.integer(series.worst());
        });
    }

    private static void history(Call call) {
        Series series = monitor(call).of(event(call));
        ReplySink reply = call.reply();
        List<Sample> samples = series == null ? List.of() : series.samples();
        reply.array(samples.size());
        for (Sample s : samples) {
            reply.array(2);
            reply.integer(s.seconds());
            reply.integer(s.millis());
        }
    }

    private static void reset(Call call) {
        if (call.count() == 1) {
            call.reply().integer(monitor(call).resetAll());
            return;
        }
        int gone = 0;
        for (byte[] event : call.args(1, call.count())) {
            if (monitor(call).reset(new String(event, StandardCharsets.UTF_8))) gone++;
        }
        call.reply().integer(gone);
    }

    private static void graph(Call call) {
        Series series = monitor(call).of(event(call));
        if (series == null) throw Errors.of("ERR No samples available for event '" + event(call) + "'");
        String graph = LatencyGraph.draw(event(call), series, call.now() / 1000);
        call.reply().verbatim("txt", graph.getBytes(StandardCharsets.UTF_8));
    }

    private static void doctor(Call call) {
        StringBuilder report = new StringBuilder();
        if (call.dispatcher().config().number("latency-monitor-threshold") == 0)
            report.append("I'm sorry, Dave, I can't do that. Latency monitoring is disabled in this Redis instance."
                    + " CONFIG SET latency-monitor-threshold <milliseconds> enables it.\n");
        else if (monitor(call).all().isEmpty())
            report.append("Dave, no latency spike was observed during the lifetime of this Redis instance, not in the"
                    + " slightest bit. I honestly think you ought to sit down calmly and take a stress pill.\n");
        else describe(report, monitor(call));
        call.reply().verbatim("txt", report.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void describe(StringBuilder report, LatencyMonitor monitor) {
        report.append("Dave, I have observed latency spikes in this Redis instance.\n\n");
        monitor.all().forEach((event, series) -> {
            double mean = series.samples().stream()
                    .mapToLong(Sample::millis)
                    .average()
                    .orElse(0);
            report.append(String.format(
                    Locale.ROOT,
                    "%s: %d latency spikes (average %.0fms). Worst all time event %dms.%n",
                    event,
                    series.samples().size(),
                    mean,
                    series.worst()));
        });
        report.append("\nSLOWLOG GET shows which commands those were.\n");
    }

    /** Names that are none, and commands that never ran, are passed over. */
    private static void histogram(Call call) {
        Map<String, Histogram> found = new TreeMap<>();
        if (call.count() == 1) call.dispatcher().commands().all().forEach(c -> add(found, c));
        for (byte[] name : call.args(1, call.count())) {
            String words = new String(name, StandardCharsets.UTF_8)
                    .toUpperCase(Locale.ROOT)
                    .replace('|', ' ');
            Command command = call.dispatcher().commands().findWhole(words);
            if (command != null) add(found, command);
        }
        call.reply().map(found.size());
        found.forEach((name, histogram) -> reply(call.reply(), name, histogram));
    }

    private static void add(Map<String, Histogram> found, Command command) {
        Histogram histogram = command.stats().histogram();
        if (histogram != null) found.put(command.shownName(), histogram);
        for (Command sub : command.subcommands().values()) add(found, sub);
    }

    /** Powers of two from a microsecond upwards, those at which the count grows. */
    private static void reply(ReplySink reply, String name, Histogram histogram) {
        List<long[]> steps = new ArrayList<>();
        long before = 0;
        for (long micros = 1; before < histogram.total(); micros *= 2) {
            long n = histogram.atMost(micros * NANOS_PER_MICRO);
            if (n > before) steps.add(new long[] {micros, n});
            before = n;
        }
        reply.blob(name);
        reply.map(2);
        reply.blob("calls");
        reply.integer(histogram.total());
        reply.blob("histogram_usec");
        reply.map(steps.size());
        for (long[] step : steps) {
            reply.integer(step[0]);
            reply.integer(step[1]);
        }
    }
}
