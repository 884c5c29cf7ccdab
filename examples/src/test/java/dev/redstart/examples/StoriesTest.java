package dev.redstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells each story on an engine and reads what it says. */
class StoriesTest {

    @Test
    void dataTypes() {
        assertThat(tell("datatypes"))
                .contains("append 12 gives")
                .contains("get hello, world null if")
                .contains("hmget name zip [Ada, null]")
                .contains("hgetall {logins=2, name=Ada}")
                .contains("lrange 0 -1 [Zoe, Ann, Bob, Cleo]")
                .contains("sinter [Bob, Cleo]")
                .contains("zrange 0 -1 [Oslo, Paris, Rome]")
                .contains("ttl PT1H")
                .contains("as a User User[name=Grace, age=37]")
                .contains("lpush WRONGTYPE")
                .contains("get nobody null");
    }

    @Test
    void counters() {
        assertThat(tell("counters"))
                .contains("about 332 #")
                .contains("blog 664 #")
                .contains("home 1004 #")
                .contains("2,000 in all")
                .contains("sadd 3 of 6")
                .contains("incr, expire yes yes yes no no")
                .contains("ttl is set");
    }

    @Test
    void leaderboard() {
        assertThat(tell("leaderboard"))
                .contains("1. Grace 4065 ####")
                .contains("zrevrank Barbara place 4")
                .contains("zrange around her Linus > Barbara > Ken")
                .contains("zcount above 2000 5")
                .contains("zadd 120, 80, 150 150.0");
    }

    @Test
    void queue() {
        assertThat(tell("queue"))
                .contains("lrange working [invoice-1] nothing is lost")
                .contains("worker flaky-mail failed, try 1 of 3")
                .contains("worker flaky-mail done")
                .contains("worker broken-report failed, try 3 of 3")
                .contains("tries 8 for 5 tasks")
                .contains("lrange done [invoice-1, invoice-2, invoice-3, flaky-mail]")
                .contains("lrange dead [broken-report]")
                .contains("llen tasks, working 0, 0");
    }

    @Test
    void pipeline() {
        assertThat(tell("pipeline"))
                .containsPattern("single calls [0-9.]+ #")
                .containsPattern("pipeline [0-9.]+ #")
                .containsPattern("Single calls take [0-9.]+ times as long as the pipeline")
                .containsPattern("incr, lpush, incr [0-9]+, WRONGTYPE error, [0-9]+ the third");
    }

    @Test
    void transfer() {
        String told = tell("transfer");
        assertThat(told).contains("total 3000 as at the beginning");
        assertThat(number(told, "paid ([0-9]+)") + number(told, "refused ([0-9]+)"))
                .isEqualTo(240);
        assertThat(number(told, "decided anew ([0-9]+)")).isNotNegative();
        assertThat(number(told, "ann ([0-9]+)") + number(told, "bob ([0-9]+)") + number(told, "cleo ([0-9]+)"))
                .isEqualTo(3000);
    }

    @Test
    void notifications() {
        String told = tell("notifications");
        assertThat(told)
                .contains("publish to ada 0 ")
                .contains("publish to ada 2 ")
                .contains("publish to bob 1 ");
        assertThat(told.substring(told.indexOf("What user:* hears")))
                .containsSubsequence("Bob likes your post", "Ada answered", "You have 3 new followers");
    }

    @Test
    void crash() {
        assertThat(tell("crash"))
                .contains("kill -9 exit code")
                .contains("dbsize 10000 as many as the snapshot has")
                .contains("exists later:0 0")
                .containsPattern("reads dump.rdb\\s+dbsize 10001|none on the PATH|too old");
    }

    @Test
    void theTourTellsAllOfThemAndLeavesOthersKeysAlone() {
        String url = "redstart:engine:mem:tour";
        try (Redis other = Redstart.open(url)) {
            other.set("{redstart:swap}", "not of the story: no colon after it");
            other.set("somebody:else", "important");

            Told tour = Told.run("--url", url);

            assertThat(tour.err()).isEmpty();
            assertThat(tour.code()).isZero();
            String summary = tour.text().substring(tour.text().indexOf("summary on engine:mem:tour"));
            for (Story story : Stories.ALL) assertThat(summary).containsPattern(story.name() + " ok [0-9,]+ ms");
            assertThat(other.dbsize()).isEqualTo(2);
        }
    }

    @Test
    void aStoryThatFailsSaysSoAndTheOthersGoOn(@TempDir Path folder) {
        String nowhere = folder.resolve("missing").resolve("transcript").toString();
        Told told = Told.run("swap", "counters", "--transcript", nowhere);
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).startsWith("examples/run: swap failed: ").contains(nowhere);
        assertThat(told.text()).containsPattern("swap failed [0-9,]+ ms").containsPattern("counters ok [0-9,]+ ms");
    }

    private static String tell(String story) {
        Told told = Told.run(story);
        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        return told.text();
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
