package dev.redstart.contract;

import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redstart.FloatVector;
import dev.redstart.RawVector;
import dev.redstart.ScoredValue;
import dev.redstart.VaddOptions;
import dev.redstart.VectorMatch;
import dev.redstart.VectorQuantization;
import dev.redstart.VectorQuery;
import dev.redstart.VectorSetInfo;
import dev.redstart.VsimOptions;
import dev.redstart.spi.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vector sets: elements that are found by the direction of their vectors. */
@Needs(commands = "VADD")
public abstract class VectorSetContract extends ContractSuite {

    private static final FloatVector X = FloatVector.of(1, 0, 0);
    private static final FloatVector Y = FloatVector.of(0, 1, 0);
    private static final FloatVector XY = FloatVector.of(1, 1, 0);
    private static final VectorQuery<String> LIKE_X = VectorQuery.vector(X);
    private static final VsimOptions NEAREST = VsimOptions.nearest();
    private static final VaddOptions.Choice EXACT = VaddOptions.quantization(VectorQuantization.NONE);

    protected VectorSetContract(TestBackend backend) {
        super(backend);
    }

    /** Three vectors that are kept as they are, the second with attributes. */
    private void axes() {
        redis.vadd("v", X, "x", EXACT);
        redis.vadd("v", Y, "y", EXACT.attributes("{\"n\":1}"));
        redis.vadd("v", XY, "xy", EXACT);
    }

    @Test
    void addingSaysWhetherTheElementIsNew() {
        assertThat(redis.vadd("v", X, "a")).isTrue();
        assertThat(redis.vadd("v", Y, "a")).isFalse();
        assertThat(redis.vadd("v", Y, "b")).isTrue();
        assertThat(redis.vcard("v")).isEqualTo(2);
        assertThat(redis.vdim("v")).isEqualTo(3);
        assertThat(redis.vismember("v", "a")).isTrue();
        assertThat(redis.vismember("v", "c")).isFalse();
        assertThat(redis.type("v")).isEqualTo("vectorset");
        assertThat(redis.vemb("v", "a")).isEqualTo(Y);
    }

    @Test
    void theLastElementTakesTheKeyWithIt() {
        redis.vadd("v", X, "a");
        assertThat(redis.vrem("v", "b")).isFalse();
        assertThat(redis.vrem("v", "a")).isTrue();
        assertThat(redis.vrem("v", "a")).isFalse();
        assertThat(redis.exists("v")).isZero();
    }

    @Test
    void aMissingKeyIsEmpty() {
        assertThat(redis.vcard("none")).isZero();
        assertThat(redis.vismember("none", "a")).isFalse();
        assertThat(redis.vemb("none", "a")).isNull();
        assertThat(redis.vembRaw("none", "a")).isNull();
        assertThat(redis.vgetattr("none", "a")).isNull();
        assertThat(redis.vsetattr("none", "a", "{}")).isFalse();
        assertThat(redis.vinfo("none")).isNull();
        assertThat(redis.vlinks("none", "a")).isNull();
        assertThat(redis.vlinksWithScores("none", "a")).isNull();
        assertThat(redis.vrandmember("none")).isNull();
        assertThat(redis.vrandmember("none", 3)).isEmpty();
        assertThat(redis.vsim("none", VectorQuery.element("a"))).isEmpty();
        assertThat(redis.vsimWithScores("none", LIKE_X, NEAREST)).isEmpty();
        assertThat(redis.vsimWithAttributes("none", LIKE_X, NEAREST)).isEmpty();
        Refused.with("ERR key does not exist", () -> redis.vdim("none"));
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void vectorsComeBackAsNearAsTheyAreKept() {
        FloatVector vector = FloatVector.of(0.1f, -0.5f, 2.25f);
        redis.vadd("exact", vector, "a", EXACT);
        redis.vadd("int8", vector, "a", VaddOptions.quantization(VectorQuantization.INT8));
        redis.vadd("bin", vector, "a", VaddOptions.quantization(VectorQuantization.BINARY));
        assertThat(redis.vemb("exact", "a").toArray()).containsExactly(vector.toArray(), within(1e-6f));
        assertThat(redis.vemb("int8", "a").toArray()).containsExactly(vector.toArray(), within(0.02f));
        FloatVector bits = redis.vemb("bin", "a");
        assertThat(bits.get(0)).isPositive();
        assertThat(bits.get(1)).isNegative();
        assertThat(bits.get(2)).isPositive();
        assertThat(redis.vemb("exact", "b")).isNull();
    }

    @Test
    void vectorsComeRawAsTheyAreKept() {
        redis.vadd("f32", FloatVector.of(2, 0), "a", EXACT);
        redis.vadd("int8", FloatVector.of(2, 0), "a");
        redis.vadd("bin", FloatVector.of(2, 0), "a", VaddOptions.quantization(VectorQuantization.BINARY));
        RawVector f32 = redis.vembRaw("f32", "a");
        assertThat(f32.quantization()).isEqualTo("f32");
        assertThat(f32.data().size()).isEqualTo(8);
        assertThat(f32.norm()).isEqualTo(2);
        assertThat(f32.range()).isNull();
        RawVector int8 = redis.vembRaw("int8", "a");
        assertThat(int8.quantization()).isEqualTo("int8");
        assertThat(int8.data().toArray()).containsExactly(127, 0);
        assertThat(int8.norm()).isEqualTo(2);
        assertThat(int8.range()).isEqualTo(1);
        RawVector bin = redis.vembRaw("bin", "a");
        assertThat(bin.quantization()).isEqualTo("bin");
        assertThat(bin.data().size()).isEqualTo(8);
        assertThat(bin.range()).isNull();
    }

    @Test
    void attributesAreKeptUntilTheyAreReplaced() {
        axes();
        assertThat(redis.vgetattr("v", "y")).isEqualTo("{\"n\":1}");
        assertThat(redis.vgetattr("v", "x")).isNull();
        assertThat(redis.vgetattr("v", "none")).isNull();
        redis.vadd("v", XY, "y", EXACT);
        assertThat(redis.vgetattr("v", "y")).isEqualTo("{\"n\":1}");
        redis.vadd("v", XY, "y", EXACT.attributes("{\"n\":2}"));
        assertThat(redis.vgetattr("v", "y")).isEqualTo("{\"n\":2}");
        assertThat(redis.vsetattr("v", "y", "no JSON, ü")).isTrue();
        assertThat(redis.vgetattr("v", "y")).isEqualTo("no JSON, ü");
        assertThat(redis.vsetattr("v", "y", "")).isTrue();
        assertThat(redis.vgetattr("v", "y")).isNull();
        assertThat(redis.vsetattr("v", "none", "{}")).isFalse();
    }

    @Test
    void similarElementsAreFound() {
        axes();
        assertThat(redis.vsim("v", LIKE_X)).containsExactly("x", "xy", "y");
        assertThat(redis.vsim("v", VectorQuery.element("y"))).containsExactly("y", "xy", "x");
        assertThat(redis.vsim("v", VectorQuery.vector(FloatVector.of(9, 1, 0)))).containsExactly("x", "xy", "y");
        Refused.with("ERR element not found in set", () -> redis.vsim("v", VectorQuery.element("none")));
    }

    @Test
    void scoresSayHowSimilar() {
        axes();
        List<ScoredValue<String>> found = redis.vsimWithScores("v", LIKE_X, NEAREST);
        assertThat(found).extracting(ScoredValue::value).containsExactly("x", "xy", "y");
        assertThat(found.get(0).score()).isCloseTo(1, within(1e-6));
        assertThat(found.get(1).score()).isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-6));
        assertThat(found.get(2).score()).isCloseTo(0.5, within(1e-6));
        assertThat(redis.vsimWithScores("v", VectorQuery.vector(FloatVector.of(0, -1, 0)), VsimOptions.exact()))
                .contains(scored("y", 0));
    }

    @Test
    @Needs(version = "8.0.3")
    void attributesComeWithWhatIsFound() {
        axes();
        List<VectorMatch<String>> found = redis.vsimWithAttributes("v", LIKE_X, NEAREST);
        assertThat(found).extracting(VectorMatch::element).containsExactly("x", "xy", "y");
        assertThat(found).extracting(VectorMatch::attributes).containsExactly(null, null, "{\"n\":1}");
        assertThat(found.get(2).score()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void onlySomeMayBeAskedFor() {
        axes();
        assertThat(redis.vsim("v", LIKE_X, VsimOptions.count(1))).containsExactly("x");
        assertThat(redis.vsim("v", LIKE_X, VsimOptions.filter(".n == 1"))).containsExactly("y");
        assertThat(redis.vsim("v", LIKE_X, VsimOptions.filter(".n > 1").filterEffort(100)))
                .isEmpty();
        Refused.with(
                "ERR syntax error in FILTER expression near: .n ==",
                () -> redis.vsim("v", LIKE_X, VsimOptions.filter(".n ==")));
    }

    @Test
    @Needs(version = "8.0.4")
    void theDistanceMayBeBounded() {
        axes();
        assertThat(redis.vsim("v", LIKE_X, VsimOptions.maxDistance(0.2))).containsExactly("x", "xy");
    }

    @Test
    void theEffortMayBeChosen() {
        axes();
        assertThat(redis.vsim("v", LIKE_X, VsimOptions.explorationFactor(300).onMainThread()))
                .containsExactly("x", "xy", "y");
        assertThat(redis.vsim("v", LIKE_X, VsimOptions.exact().count(2))).containsExactly("x", "xy");
        assertThat(redis.vadd("v", X, "more", EXACT.explorationFactor(300).inBackground()))
                .isTrue();
        Refused.with("ERR invalid EF", () -> redis.vadd("v", X, "more", EXACT.explorationFactor(2_000_000)));
    }

    @Test
    void vectorsMayBeReduced() {
        redis.vadd("v", FloatVector.of(1, 2, 3, 4), "a", VaddOptions.reduceTo(2));
        assertThat(redis.vdim("v")).isEqualTo(2);
        assertThat(redis.vemb("v", "a").size()).isEqualTo(2);
        assertThat(redis.vsim("v", VectorQuery.vector(FloatVector.of(1, 2, 3, 4))))
                .containsExactly("a");
    }

    @Test
    void laterElementsHaveToFit() {
        VaddOptions.Choice eight = VaddOptions.links(8);
        redis.vadd("v", X, "a", eight);
        assertThat(redis.vadd("v", Y, "b", eight)).isTrue();
        Refused.with(
                "ERR Vector dimension mismatch - got 2 but set has 3",
                () -> redis.vadd("v", FloatVector.of(1, 0), "c", eight));
        Refused.with(
                "ERR Vector dimension mismatch - got 2 but set has 3",
                () -> redis.vsim("v", VectorQuery.vector(FloatVector.of(1, 0))));
        Refused.with(
                "ERR asked quantization mismatch with existing vector set",
                () -> redis.vadd("v", X, "c", eight.quantization(VectorQuantization.BINARY)));
        Refused.with("ERR asked M value mismatch with existing vector set", () -> redis.vadd("v", X, "c"));
        Refused.with(
                "ERR cannot add projection to existing set without projection",
                () -> redis.vadd("v", X, "c", eight.reduceTo(2)));
        Refused.with("ERR invalid M", () -> redis.vadd("new", X, "b", VaddOptions.links(1)));
        assertThat(redis.vcard("v")).isEqualTo(2);
        assertThat(redis.exists("new")).isZero();
    }

    @Test
    void informationTellsWhatItIsMadeOf() {
        axes();
        VectorSetInfo info = redis.vinfo("v");
        assertThat(info.quantization()).isEqualTo("f32");
        assertThat(info.dimension()).isEqualTo(3);
        assertThat(info.size()).isEqualTo(3);
        assertThat(info.fields()).containsEntry("hnsw-m", Reply.integer(16)).containsKey("max-level");
    }

    @Test
    void linksComeByLayer() {
        axes();
        List<List<String>> layers = redis.vlinks("v", "x");
        assertThat(layers).isNotEmpty();
        assertThat(layers.get(layers.size() - 1)).containsExactlyInAnyOrder("y", "xy");
        List<List<ScoredValue<String>>> scored = redis.vlinksWithScores("v", "x");
        assertThat(scored).hasSameSizeAs(layers);
        assertThat(scored.get(scored.size() - 1)).extracting(ScoredValue::value).containsExactlyInAnyOrder("y", "xy");
        assertThat(redis.vlinks("v", "none")).isNull();
        assertThat(redis.vlinksWithScores("v", "none")).isNull();
    }

    @Test
    void chanceChoosesElements() {
        axes();
        assertThat(redis.vrandmember("v")).isIn("x", "y", "xy");
        assertThat(redis.vrandmember("v", 2)).hasSize(2).doesNotHaveDuplicates();
        assertThat(redis.vrandmember("v", 9)).containsExactlyInAnyOrder("x", "y", "xy");
        assertThat(redis.vrandmember("v", -9)).hasSize(9).isSubsetOf("x", "y", "xy");
        assertThat(redis.vrandmember("v", 0)).isEmpty();
    }

    @Test
    void otherTypesAreRefused() {
        redis.set("s", "x");
        Refused.asWrongType(() -> redis.vadd("s", X, "a"));
        Refused.asWrongType(() -> redis.vrem("s", "a"));
        Refused.asWrongType(() -> redis.vcard("s"));
        Refused.asWrongType(() -> redis.vdim("s"));
        Refused.asWrongType(() -> redis.vismember("s", "a"));
        Refused.asWrongType(() -> redis.vemb("s", "a"));
        Refused.asWrongType(() -> redis.vgetattr("s", "a"));
        Refused.asWrongType(() -> redis.vsetattr("s", "a", "{}"));
        Refused.asWrongType(() -> redis.vinfo("s"));
        Refused.asWrongType(() -> redis.vlinks("s", "a"));
        Refused.asWrongType(() -> redis.vrandmember("s"));
        Refused.asWrongType(() -> redis.vsim("s", LIKE_X));
    }
}
