package dev.redstart.examples;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the stories: {@code examples/run}. Ends with 0, with 1 when a story failed, with 2 when it was called wrongly. */
@Command(
        name = "examples/run",
        sortOptions = false,
        usageHelpWidth = 100,
        description = "Runs stories told with Redstart; the tour of all of them when none is named.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every story went well", "1:a story failed, or the backend did", "2:wrong use, or a wrong URL"
        })
public final class Main implements Callable<Integer> {

    private static final String DEFAULT_URL = "redstart:engine:";

    @Parameters(paramLabel = "<story>", arity = "0..*", description = "Names of stories; --list shows them.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--url",
            paramLabel = "<url>",
            defaultValue = DEFAULT_URL,
            description = {
                "Backend to run on; ${DEFAULT-VALUE} is an engine inside this JVM and needs no server.",
                "A real server: redstart:jedis:redis://localhost:6379/0",
                "Stories only touch keys that begin with {redstart:<story>}:"
            })
    private String url = DEFAULT_URL;

    @Option(
            names = "--transcript",
            paramLabel = "<file>",
            description = "swap: write every step with its result there, to compare two backends with diff.")
    private @Nullable Path transcript;

    @Option(names = "--list", description = "Show the stories and end.")
    private boolean list;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    private boolean help;

    private final Page page;
    private final PrintStream err;

    private Main(Page page, PrintStream err) {
        this.page = page;
        this.err = err;
    }

    public static void main(String[] args) {
        // JDK 19 and later name the encoding of standard output apart; before, it is that of the system.
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        int code = run(out, System.err, Ink.ofStandardOutput(charset), args);
        out.flush();
        System.exit(code);
    }

    /** The whole program but for the end of the JVM; gives the exit code. */
    static int run(PrintStream out, PrintStream err, Ink ink, String... args) {
        return new CommandLine(new Main(new Page(out, ink), err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        ink.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Override
    public Integer call() {
        if (list) return list();
        List<Story> stories = new ArrayList<>();
        for (String name : names) {
            Story story = Stories.named(name).orElse(null);
            if (story == null) return wrong("there is no story \"" + name + "\"; there are: " + Stories.names());
            stories.add(story);
        }
        try (Redis redis = Redstart.open(url)) {
            return tell(stories.isEmpty() ? Stories.ALL : stories, redis);
        } catch (RedisConfigException e) {
            return wrong(e.getMessage());
        } catch (RedisException e) {
            err.println("examples/run: " + e.getMessage());
            return 1;
        }
    }

    private int tell(List<Story> stories, Redis redis) {
        List<List<String>> summary = new ArrayList<>();
        summary.add(List.of("story", "ended", "time"));
        boolean good = true;
        for (Story story : stories) {
            long start = System.nanoTime();
            boolean ok = tell(story, redis);
            good &= ok;
            summary.add(List.of(story.name(), ok ? "ok" : "failed", time(System.nanoTime() - start)));
        }
        if (stories.size() > 1) {
            page.title(
                    "summary",
                    "on " + redis.capabilities().node() + " (Redis "
                            + redis.capabilities().redisVersion() + ")");
            page.table(summary);
        }
        page.blank();
        return good ? 0 : 1;
    }

    /** A story that failed leaves its keys to be looked at; its next run begins by deleting them. */
    private boolean tell(Story story, Redis redis) {
        Context context = new Context(redis, page, "{redstart:" + story.name() + "}:", transcript);
        page.title(story.name(), story.about());
        try {
            context.clean();
            story.run(context);
            context.clean();
            return true;
        } catch (Exception e) {
            boolean explained = e instanceof RedisException || e instanceof IOException;
            String problem = e instanceof RedisException ? e.getMessage() : e.toString();
            page.verdict(false, "failed: " + problem);
            err.println("examples/run: " + story.name() + " failed: " + problem);
            if (!explained) e.printStackTrace(err);
            return false;
        }
    }

    private int list() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("story", "about"));
        for (Story story : Stories.ALL) rows.add(List.of(story.name(), story.about()));
        page.table(rows);
        return 0;
    }

    private int wrong(@Nullable String problem) {
        err.println("examples/run: " + problem);
        err.println("examples/run --help says more");
        return 2;
    }

    private static String time(long nanos) {
        long millis = Duration.ofNanos(nanos).toMillis();
        return String.format(Locale.ROOT, "%,d ms", millis);
    }
}
