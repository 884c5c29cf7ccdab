package dev.redstart.examples;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All stories, in the order in which to learn from them. */
final class Stories {

    static final List<Story> ALL = List.of(
            new DataTypes(),
            new Counters(),
            new Leaderboard(),
            new TaskQueue(),
            new Pipelining(),
            new Transfer(),
            new Notifications(),
            new Crash(),
            new Swap());

    private Stories() {}

    static Optional<Story> named(String name) {
        return ALL.stream().filter(story -> story.name().equals(name)).findFirst();
    }

    static String names() {
        return ALL.stream().map(Story::name).collect(Collectors.joining(", "));
    }
}
