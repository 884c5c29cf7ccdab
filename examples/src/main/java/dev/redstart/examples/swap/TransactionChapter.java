package dev.redstart.examples.swap;

import dev.redstart.Outcome;
import dev.redstart.Redis;
import dev.redstart.Result;
import dev.redstart.spi.RedisReplyException;
import java.util.List;

/** Transactions: committed with an error inside, discarded, and run again when a watched key has changed. */
final class TransactionChapter implements Chapter {

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public void play(Stage stage) {
        for (int i = 0; i < 120; i++) {
            switch (stage.dice.below(4)) {
                case 0 -> plain(stage);
                case 1 -> withError(stage);
                case 2 -> discarded(stage);
                default -> watched(stage);
            }
            stage.step(() -> stage.redis.get(stage.key("counter")));
            stage.step(() -> stage.redis.lrange(stage.key("log"), -3, -1));
        }
    }

    private static void plain(Stage stage) {
        String word = stage.dice.word();
        Outcome<List<String>> outcome = stage.handle.transaction(tx -> {
            tx.set(stage.key("text"), word);
            tx.rpush(stage.key("log"), word);
            tx.incrby(stage.key("counter"), 3);
            return tx.lrange(stage.key("log"), -2, -1);
        });
        stage.note("transaction", outcome.get());
        stage.note("outcome", outcome.toString());
    }

    /** Redis does not undo what the others have done. */
    private static void withError(Stage stage) {
        Outcome<Long> outcome = stage.handle.transaction(tx -> {
            tx.incr(stage.key("counter"));
            Result<Long> wrong = tx.sadd(stage.key("counter"), stage.dice.member());
            tx.incr(stage.key("counter"));
            return wrong;
        });
        stage.note("committed", outcome.isCommitted());
        try {
            stage.note("value", outcome.get());
        } catch (RedisReplyException e) {
            stage.noteError("value", e);
        }
    }

    private static void discarded(Stage stage) {
        Outcome<Long> outcome = stage.handle.transaction(tx -> {
            tx.incr(stage.key("counter"));
            return tx.discard();
        });
        stage.note("outcome", outcome.toString());
    }

    /** The body spoils its own first runs by a write past the transaction. */
    private static void watched(Stage stage) {
        Redis redis = stage.handle;
        String key = stage.key("watched");
        int[] spoil = {stage.dice.below(3)};
        Outcome<Long> outcome = redis.watch(key, stage.key("log")).transact((seen, tx) -> {
            stage.note("seen", seen.get(key));
            if (spoil[0]-- > 0) redis.append(key, ".");
            tx.append(key, "x");
            return tx.incr(stage.key("counter"));
        });
        stage.note("outcome", outcome.toString());
        stage.note("value", outcome.get());
    }
}
