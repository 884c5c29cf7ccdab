package dev.redstart.examples;

import dev.redstart.Redis;
import dev.redstart.ScoreRange;
import dev.redstart.ScoredValue;
import dev.redstart.ZaddOptions;
import dev.redstart.ZcombineOptions;
import dev.redstart.ZrangeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * A ranking that is always sorted. A sorted set keeps its members in the order of their scores, so the best ten of a million
 * players, or the rank of one of them, take microseconds: no table is scanned, nothing is sorted when one asks.
 */
final class Leaderboard implements Story {

    private static final List<String> PLAYERS =
            List.of("Ada", "Grace", "Linus", "Barbara", "Ken", "Margaret", "Dennis", "Frances", "Alan", "Radia");
    private static final int GAMES = 400;

    @Override
    public String name() {
        return "leaderboard";
    }

    @Override
    public String about() {
        return "a ranking in a sorted set: the best, one player's place, the week";
    }

    @Override
    public void run(Context story) {
        Redis redis = story.redis();
        Page page = story.page();
        String today = story.key("today");
        String yesterday = story.key("yesterday");

        page.heading("Play");
        page.say("ZINCRBY adds the points of %d games; a player who is not there yet begins at 0.".formatted(GAMES));
        Random dice = new Random(42); // the same games in every run
        for (int game = 0; game < GAMES; game++) redis.zincrby(today, points(dice), player(dice));
        for (String player : PLAYERS) redis.zadd(yesterday, dice.nextInt(2000), player);

        page.heading("The best five");
        page.say("ZRANGE REV WITHSCORES 0 4: ranks count from 0, both ends are included.");
        List<ScoredValue<String>> best = redis.zrangeWithScores(today, 0, 4, ZrangeOptions.reversed());
        print(page, best);
        for (int i = 1; i < best.size(); i++)
            story.check(best.get(i - 1).score() >= best.get(i).score(), "the board is sorted");

        page.heading("One player");
        String hero = "Barbara";
        long place = Objects.requireNonNull(redis.zrevrank(today, hero), "she has played");
        page.row("zrevrank " + hero, "place " + (place + 1), "her place, without reading the others");
        page.row("zscore " + hero, redis.zscore(today, hero), "her points");
        List<String> around = redis.zrange(today, Math.max(0, place - 1), place + 1, ZrangeOptions.reversed());
        page.row("zrange around her", String.join(" > ", around), "who is close");
        page.row("zcount above 2000", redis.zcount(today, ScoreRange.greaterThan(2000)), "players have more");

        page.heading("Best score only");
        page.say("ZADD GT writes a score only when it beats the old one: a record, safe from late arrivals.");
        String records = story.key("records");
        redis.zadd(records, 120, hero);
        redis.zadd(records, ZaddOptions.ifGreater(), 80, hero);
        redis.zadd(records, ZaddOptions.ifGreater(), 150, hero);
        page.row("zadd 120, 80, 150", redis.zscore(records, hero), "the best of the three");
        story.check(Double.valueOf(150).equals(redis.zscore(records, hero)), "the best score stays");

        page.heading("Two days together");
        page.say("ZUNIONSTORE WEIGHTS 1 0.5: yesterday's points count for half.");
        String week = story.key("both");
        redis.zunionstore(week, List.of(today, yesterday), ZcombineOptions.weights(1, 0.5));
        print(page, redis.zrangeWithScores(week, 0, 2, ZrangeOptions.reversed()));
    }

    private static void print(Page page, List<ScoredValue<String>> board) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "player", "points", ""));
        double most = board.get(0).score();
        for (ScoredValue<String> entry : board) {
            String points = String.valueOf(Math.round(entry.score()));
            rows.add(List.of(rows.size() + ".", entry.value(), points, page.bar(entry.score(), most, 36)));
        }
        page.table(rows);
    }

    private static int points(Random dice) {
        return 10 + dice.nextInt(90);
    }

    /** Some play more than others. */
    private static String player(Random dice) {
        return PLAYERS.get(Math.min(dice.nextInt(PLAYERS.size()), dice.nextInt(PLAYERS.size())));
    }
}
