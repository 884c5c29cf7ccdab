package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SkiplistTest {
    private static final Comparator<Skiplist.Node> ORDER = Comparator.comparingDouble(Skiplist.Node::score)
            .thenComparing(Skiplist.Node::member, Arrays::compareUnsigned);

    @Test
    void behavesLikeASortedList() {
        Seeded.run(15, random -> {
            Skiplist list = new Skiplist();
            List<Skiplist.Node> model = new ArrayList<>();
            Set<String> members = new HashSet<>();
            int scores = 1 + random.nextInt(200);
            for (int i = 0; i < 1000; i++) {
                change(list, model, members, scores, random);
                model.sort(ORDER);
                assertThat(list.size()).isEqualTo(model.size());
                query(list, model, scores, random);
            }
            check(list, model);
        });
    }

    private static double score(Random random, int scores) {
        return random.nextInt(100) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(scores) - scores / 2 + 0.5;
    }

    private static void change(
            Skiplist list, List<Skiplist.Node> model, Set<String> members, int scores, Random random) {
        if (model.isEmpty() || random.nextInt(10) < 6) {
            byte[] member = new byte[1 + random.nextInt(3)];
            random.nextBytes(member);
            if (members.add(Seeded.text(member))) {
                model.add(list.insert(score(random, scores), member));
            }
            return;
        }
        Skiplist.Node some = model.get(random.nextInt(model.size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> list.updateScore(some, some.score() + random.nextInt(5) - 2);
            case 3 -> {
                assertThat(list.delete(some.score(), some.member())).isSameAs(some);
                assertThat(list.delete(some.score(), some.member())).isNull();
                model.remove(some);
                members.remove(Seeded.text(some.member()));
            }
            case 4 -> {
                list.delete(some);
                model.remove(some);
                members.remove(Seeded.text(some.member()));
            }
            case 5 -> {
                int from = random.nextInt(model.size());
                int to = from + random.nextInt(6);
                List<Skiplist.Node> expected = List.copyOf(model.subList(from, Math.min(to + 1, model.size())));
                List<Skiplist.Node> gone = new ArrayList<>();
                assertThat(list.deleteRangeByRank(from, to, gone::add)).isEqualTo(expected.size());
                forget(gone, expected, model, members);
            }
            default -> {
                ScoreRange range = new ScoreRange(
                        some.score(), random.nextBoolean(), some.score() + random.nextInt(2), random.nextBoolean());
                List<Skiplist.Node> expected =
                        model.stream().filter(n -> range.contains(n.score())).toList();
                List<Skiplist.Node> gone = new ArrayList<>();
                int deleted = list.deleteRange(range, gone::add);
                assertThat(deleted).isEqualTo(range.isEmpty() ? 0 : expected.size());
                forget(gone, range.isEmpty() ? List.of() : expected, model, members);
            }
        }
    }

    private static void forget(
            List<Skiplist.Node> gone, List<Skiplist.Node> expected, List<Skiplist.Node> model, Set<String> members) {
        assertThat(gone).isEqualTo(expected);
        model.removeAll(gone);
        gone.forEach(n -> members.remove(Seeded.text(n.member())));
    }

    private static void query(Skiplist list, List<Skiplist.Node> model, int scores, Random random) {
        if (!model.isEmpty()) {
            int rank = random.nextInt(model.size());
            assertThat(list.byRank(rank)).isSameAs(model.get(rank));
            assertThat(list.rank(model.get(rank))).isEqualTo(rank);
        }
        assertThat(list.byRank(model.size())).isNull();
        assertThat(list.byRank(-1)).isNull();
        assertThat(list.rank(-1e9, new byte[] {1})).isEqualTo(-1);
        ScoreRange range = new ScoreRange(
                score(random, scores), random.nextBoolean(), score(random, scores), random.nextBoolean());
        boolean none = range.isEmpty();
        assertThat(list.firstIn(range)).isSameAs(first(model, n -> !none && range.contains(n.score())));
        assertThat(list.lastIn(range)).isSameAs(last(model, n -> !none && range.contains(n.score())));
    }

    private static Skiplist.Node first(List<Skiplist.Node> model, Predicate<Skiplist.Node> wanted) {
        return model.stream().filter(wanted).findFirst().orElse(null);
    }

    private static Skiplist.Node last(List<Skiplist.Node> model, Predicate<Skiplist.Node> wanted) {
        return model.stream().filter(wanted).reduce((a, b) -> b).orElse(null);
    }

    private static void check(Skiplist list, List<Skiplist.Node> model) {
        List<Skiplist.Node> walked = new ArrayList<>();
        for (Skiplist.Node n = list.first(); n != null; n = n.next()) {
            walked.add(n);
        }
        assertThat(walked).isEqualTo(model);
        int i = model.size();
        for (Skiplist.Node n = list.last(); n != null; n = n.previous()) {
            assertThat(n).isSameAs(model.get(--i));
        }
        assertThat(i).isZero();
        for (int rank = 0; rank < model.size(); rank++) {
            assertThat(list.rank(model.get(rank))).isEqualTo(rank);
            assertThat(list.byRank(rank)).isSameAs(model.get(rank));
        }
    }

    @Test
    void answersLexRanges() {
        Seeded.run(200, random -> {
            Skiplist list = new Skiplist();
            List<Skiplist.Node> model = new ArrayList<>();
            Set<String> members = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                byte[] member = new byte[random.nextInt(3)];
                random.nextBytes(member);
                if (members.add(Seeded.text(member))) {
                    model.add(list.insert(0, member));
                }
            }
            model.sort(ORDER);
            LexRange range = new LexRange(
                    bound(model, random), random.nextBoolean(), bound(model, random), random.nextBoolean());
            List<Skiplist.Node> within = range.isEmpty()
                    ? List.of()
                    : model.stream().filter(n -> range.contains(n.member())).toList();
            assertThat(list.firstIn(range)).isSameAs(within.isEmpty() ? null : within.get(0));
            assertThat(list.lastIn(range)).isSameAs(within.isEmpty() ? null : within.get(within.size() - 1));
            List<Skiplist.Node> gone = new ArrayList<>();
            assertThat(list.deleteRange(range, gone::add)).isEqualTo(within.size());
            assertThat(gone).isEqualTo(within);
            model.removeAll(gone);
            check(list, model);
        });
    }

    private static byte[] bound(List<Skiplist.Node> model, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> LexRange.MIN;
            case 1 -> LexRange.MAX;
            default -> model.get(random.nextInt(model.size())).member();
        };
    }

    @Test
    void infiniteLexBoundsAreNoMembers() {
        Skiplist list = new Skiplist();
        Skiplist.Node empty = list.insert(0, new byte[0]);
        assertThat(list.firstIn(new LexRange(LexRange.MIN, false, LexRange.MAX, false)))
                .isSameAs(empty);
        assertThat(list.firstIn(new LexRange(LexRange.MIN, false, LexRange.MIN, false)))
                .isNull();
        assertThat(list.firstIn(new LexRange(LexRange.MAX, false, LexRange.MAX, false)))
                .isNull();
        assertThat(list.firstIn(new LexRange(LexRange.MAX, false, LexRange.MIN, false)))
                .isNull();
    }

    @Test
    void nodesServeAsDictEntriesAcrossScoreChanges() {
        Skiplist list = new Skiplist();
        Dict<Skiplist.Node> dict = new Dict<>();
        for (int i = 0; i < 2000; i++) {
            dict.insert(list.insert(i, Seeded.bytes("m" + i)));
        }
        for (int i = 0; i < 2000; i++) {
            list.updateScore(dict.find(Seeded.bytes("m" + i)), -i);
        }
        assertThat(dict.find(Seeded.bytes("m1999"))).isSameAs(list.first());
        assertThat(list.rank(dict.find(Seeded.bytes("m0")))).isEqualTo(1999);
        list.clear();
        assertThat(list.first()).isNull();
        assertThat(list.insert(1, new byte[0])).isSameAs(list.last());
    }
}
