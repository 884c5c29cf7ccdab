package dev.redstart.engine;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.MovableClock;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A private engine with a clock that a test moves, spoken to by lines as one types them. */
public final class TestEngine implements AutoCloseable {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    public final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    public final Transport transport;

    private TestEngine(String url) {
        transport = new EngineDriver().open(Endpoint.parse(url, new Resources(clock, Runnable::run, null, null)));
    }

    public static TestEngine open() {
        return new TestEngine("redstart:engine:");
    }

    /** With options, as {@code hash-max-listpack-entries=2}. */
    public static TestEngine open(String options) {
        return new TestEngine("redstart:engine:?" + options);
    }

    /** Words are separated by blanks; one that holds blanks, or is empty, stands in double quotes. */
    public static Request request(String line) {
        Matcher words = WORD.matcher(line);
        words.find();
        Request request = Request.of(words.group());
        while (words.find()) request = request.arg(words.group(1) != null ? words.group(1) : words.group(2));
        return request;
    }

    public Reply run(String line) {
        return transport.call(request(line));
    }

    /** The reply as text: {@code [a, 1, (nil), {k=v}]}. */
    public String text(String line) {
        return text(run(line));
    }

    public Session session() {
        return transport.pin(Route.ANY);
    }

    public void advance(Duration by) {
        clock.advance(by);
    }

    /** A reply as text; what it is shows except for text, blob and verbatim, which look alike. */
    public static String text(Reply reply) {
        if (reply instanceof Reply.Text t) return t.value();
        if (reply instanceof Reply.Blob b) return new String(b.value(), StandardCharsets.UTF_8);
        if (reply instanceof Reply.Verbatim v) return new String(v.value(), StandardCharsets.UTF_8);
        if (reply instanceof Reply.Int i) return Long.toString(i.value());
        if (reply instanceof Reply.Double d) return Double.toString(d.value());
        if (reply instanceof Reply.Bool b) return Boolean.toString(b.value());
        if (reply instanceof Reply.BigNumber n) return n.value().toString();
        if (reply instanceof Reply.Error e) return "(error) " + e.message();
        if (reply instanceof Reply.Array a) return list(a.elements(), "[", "]");
        if (reply instanceof Reply.SetOf s) return list(s.elements(), "<", ">");
        if (reply instanceof Reply.Push p) return p.kind() + list(p.elements(), "[", "]");
        if (reply instanceof Reply.MapOf m)
            return m.entries().stream().map(TestEngine::pair).collect(Collectors.joining(", ", "{", "}"));
        return "(nil)";
    }

    private static String pair(Map.Entry<Reply, Reply> pair) {
        return text(pair.getKey()) + "=" + text(pair.getValue());
    }

    private static String list(List<Reply> elements, String open, String close) {
        return elements.stream().map(TestEngine::text).collect(Collectors.joining(", ", open, close));
    }

    @Override
    public void close() {
        transport.close();
    }
}
