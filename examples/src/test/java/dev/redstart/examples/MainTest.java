package dev.redstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void listShowsEveryStoryWithWhatItIsAbout() {
        Told told = Told.run("--list");
        assertThat(told.code()).isZero();
        for (Story story : Stories.ALL) assertThat(told.text()).contains(story.name() + " " + story.about());
    }

    @Test
    void helpNamesTheOptionsTheDefaultAndTheExitCodes() {
        Told told = Told.run("--help");
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("--url", "--list", "--transcript", "redstart:engine:", "Exit codes:")
                .doesNotContain("\u001b");
    }

    @Test
    void anUnknownStoryFailsBeforeAnythingIsTold() {
        Told told = Told.run("counters", "cuonters");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.out()).isEmpty();
        assertThat(told.err()).contains("there is no story \"cuonters\"; there are: " + Stories.names());
    }

    @Test
    void aBadUrlIsWrongUse() {
        Told told = Told.run("counters", "--url", "redstart:nosuch:");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.out()).isEmpty();
        assertThat(told.err()).contains("nosuch").contains("engine").contains("jedis");
        assertThat(Told.run("counters", "--url", "localhost:6379").code()).isEqualTo(2);
    }

    @Test
    void aServerThatIsNotThereIsAFailureThatNamesItAndHidesThePassword() {
        Told told = Told.run("counters", "--url", "redstart:jedis:redis://user:hush@127.0.0.1:1/0");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("127.0.0.1:1").doesNotContain("hush");
    }

    @Test
    void anUnknownOptionIsWrongUse() {
        Told told = Told.run("--nosuch");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("--nosuch").contains("Usage: examples/run");
    }

    @Test
    void coloursAndBlocksAreForThoseWhoCanShowThem() {
        assertThat(Told.run("counters").out()).contains("#").doesNotContain("\u001b", "█");
        assertThat(Told.run(new Ink(true, true), "counters").out()).contains("\u001b[1m", "█");
    }
}
