package dev.redstart.examples;

import dev.redstart.examples.swap.Digest;
import dev.redstart.examples.swap.Workload;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same workload on whatever the URL names, and a digest of every result. Run it on two backends: equal digests mean
 * that thousands of commands, errors included, were answered alike. Where they differ, the chapter's digest says in which
 * family, and {@code --transcript} writes every step, so that {@code diff} shows the first that differs.
 */
final class Swap implements Story {

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public String about() {
        return "one fixed workload over all families; a digest to compare backends by";
    }

    @Override
    public void run(Context story) throws IOException {
        Page page = story.page();
        List<Digest> chapters = play(story);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("chapter", "steps", "errors", "digest"));
        for (Digest chapter : chapters) {
            String steps = String.valueOf(chapter.steps());
            rows.add(List.of(chapter.name(), steps, String.valueOf(chapter.errors()), chapter.shortHex()));
        }
        page.table(rows);

        Digest all = Digest.of("all", chapters);
        page.blank();
        page.say("%d steps, %d of them answered with an error, as they should be. SHA-256 of every result:"
                .formatted(all.steps(), all.errors()));
        page.verdict(true, "digest " + all.hex());
        page.say("The same on every backend: compare with --url redstart:jedis:redis://localhost:6379/0");
    }

    private static List<Digest> play(Context story) throws IOException {
        Path file = story.transcript();
        try (Writer transcript = file == null ? Writer.nullWriter() : Files.newBufferedWriter(file)) {
            return Workload.play(story.redis(), story.prefix(), transcript);
        }
    }
}
