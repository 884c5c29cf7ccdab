package dev.redstart.contract.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.redstart.contract.differential.Run.Difference;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares all that is left after a sequence: keys, types, encodings, expiry times and content, in two databases. */
final class Keyspace {

    private static final int DATABASES = 2;

    private final Run run;

    Keyspace(Run run) {
        this.run = run;
    }

    @Nullable
    Difference compare() {
        for (int database = 0; database < DATABASES; database++) {
            run.observe(Request.of("SELECT").arg(database));
            Difference difference = run.observe(Request.of("KEYS").arg("*"));
            if (difference == null) difference = compareKeys();
            if (difference != null) return inDatabase(database, difference);
        }
        return null;
    }

    private static Difference inDatabase(int database, Difference d) {
        return database == 0
                ? d
                : new Difference(d.asked() + " (in database " + database + ")", d.request(), d.a(), d.b());
    }

    private @Nullable Difference compareKeys() {
        for (Reply key : Reply.elements(run.ask(Request.of("KEYS").arg("*")))) {
            for (Request question : questions(bytes(key))) {
                Difference difference = run.observe(question);
                if (difference != null) return difference;
            }
        }
        return null;
    }

    /** About one key; the encoding last, as a difference in content says more. */
    private List<Request> questions(byte[] key) {
        List<Request> questions = new ArrayList<>();
        Request type = Request.of("TYPE").arg(key);
        questions.add(type);
        switch (new String(bytes(run.ask(type)), ISO_8859_1)) {
            case "string" -> questions.add(Request.of("GET").arg(key));
            case "list" -> questions.add(Request.of("LRANGE").arg(key).arg("0").arg("-1"));
            case "set" -> questions.add(Request.of("SMEMBERS").arg(key));
            case "zset" ->
                questions.add(Request.of("ZRANGE").arg(key).arg("0").arg("-1").arg("WITHSCORES"));
            case "hash" -> addHash(key, questions);
            case "stream" ->
                questions.add(Request.of("XINFO")
                        .arg("STREAM")
                        .arg(key)
                        .arg("FULL")
                        .arg("COUNT")
                        .arg("0"));
            default -> {
                // TYPE is all there is to compare.
            }
        }
        questions.add(Request.of("PEXPIRETIME").arg(key));
        questions.add(Request.of("OBJECT").arg("ENCODING").arg(key));
        return questions;
    }

    private void addHash(byte[] key, List<Request> questions) {
        questions.add(Request.of("HGETALL").arg(key));
        List<Reply> fields = Reply.elements(run.ask(Request.of("HKEYS").arg(key)));
        Request times = Request.of("HPEXPIRETIME").arg(key).arg("FIELDS").arg(fields.size());
        for (Reply field : fields) times = times.arg(bytes(field));
        questions.add(times);
    }

    private static byte[] bytes(Reply reply) {
        if (reply instanceof Reply.Blob b) return b.value();
        if (reply instanceof Reply.Text t) return t.value().getBytes(ISO_8859_1);
        throw new IllegalStateException("neither a key nor a type: " + reply);
    }
}
