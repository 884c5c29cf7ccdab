package dev.redstart.examples.swap;

import dev.redstart.Redis;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** All chapters, in their order. Adding to one changes its digest and that of the whole, and no other. */
public final class Workload {

    private static final List<Chapter> CHAPTERS = List.of(
            new StringChapter(),
            new KeyChapter(),
            new ExpiryChapter(),
            new HashChapter(),
            new HashFieldExpiryChapter(),
            new ListChapter(),
            new SetChapter(),
            new SortedSetChapter(),
            new SortedSetRangeChapter(),
            new SortedSetAlgebraChapter(),
            new SortChapter(),
            new ScanChapter(),
            new EncodingChapter(),
            new BinaryChapter(),
            new BlockingChapter(),
            new RawChapter(),
            new PipelineChapter(),
            new TransactionChapter(),
            new PubSubChapter());

    private Workload() {}

    /**
     * Plays all of it on keys that begin with {@code prefix}, which must be none at the beginning; leaves keys behind.
     *
     * @param transcript gets every step with its result, a line each
     */
    public static List<Digest> play(Redis redis, String prefix, Writer transcript) {
        List<Digest> digests = new ArrayList<>();
        for (Chapter chapter : CHAPTERS) {
            Stage stage = new Stage(chapter.name(), redis, prefix, transcript);
            chapter.play(stage);
            digests.add(stage.digest());
        }
        return digests;
    }
}
