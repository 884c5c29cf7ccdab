package dev.redstart;

import static dev.redstart.ScoredValue.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands on vector sets send, and the shapes of reply that they take. */
class VectorSetWireTest {

    private static final VectorSetFamily<String, String> vectors =
            Wire.commands().vectorSet();
    private static final FloatVector XY = FloatVector.of(1, -2);
    /** 1 and -2 as little-endian floats. */
    private static final String FP32 = "FP32 '\\x00\\x00\\x80?\\x00\\x00\\x00\\xc0'";

    private static final VectorQuery<String> A = VectorQuery.element("a");
    private static final VsimOptions NEAREST = VsimOptions.nearest();

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("VADD v " + FP32 + " a", vectors.vadd("v", XY, "a")),
                arguments("VADD v REDUCE 1 " + FP32 + " a", vectors.vadd("v", XY, "a", VaddOptions.reduceTo(1))),
                arguments("VADD v " + FP32 + " a CAS", vectors.vadd("v", XY, "a", VaddOptions.inBackground())),
                arguments("VADD v " + FP32 + " a NOQUANT", quantized(VectorQuantization.NONE)),
                arguments("VADD v " + FP32 + " a Q8", quantized(VectorQuantization.INT8)),
                arguments("VADD v " + FP32 + " a BIN", quantized(VectorQuantization.BINARY)),
                arguments(
                        "VADD v " + FP32 + " a EF 500", vectors.vadd("v", XY, "a", VaddOptions.explorationFactor(500))),
                arguments("VADD v " + FP32 + " a SETATTR {}", vectors.vadd("v", XY, "a", VaddOptions.attributes("{}"))),
                arguments("VADD v " + FP32 + " a M 8", vectors.vadd("v", XY, "a", VaddOptions.links(8))),
                arguments(
                        "VADD v REDUCE 1 " + FP32 + " a CAS BIN EF 500 SETATTR '' M 8",
                        vectors.vadd(
                                "v",
                                XY,
                                "a",
                                VaddOptions.links(8)
                                        .attributes("")
                                        .explorationFactor(500)
                                        .quantization(VectorQuantization.BINARY)
                                        .inBackground()
                                        .reduceTo(1))),
                arguments("VREM v a", vectors.vrem("v", "a")),
                arguments("VSETATTR v a {}", vectors.vsetattr("v", "a", "{}")),
                arguments("VCARD v", vectors.vcard("v")),
                arguments("VDIM v", vectors.vdim("v")),
                arguments("VISMEMBER v a", vectors.vismember("v", "a")),
                arguments("VEMB v a", vectors.vemb("v", "a")),
                arguments("VEMB v a RAW", vectors.vembRaw("v", "a")),
                arguments("VGETATTR v a", vectors.vgetattr("v", "a")),
                arguments("VINFO v", vectors.vinfo("v")),
                arguments("VLINKS v a", vectors.vlinks("v", "a")),
                arguments("VLINKS v a WITHSCORES", vectors.vlinksWithScores("v", "a")),
                arguments("VRANDMEMBER v", vectors.vrandmember("v")),
                arguments("VRANDMEMBER v -3", vectors.vrandmember("v", -3)),
                arguments("VSIM v ELE a", vectors.vsim("v", A)),
                arguments("VSIM v " + FP32, vectors.vsim("v", VectorQuery.vector(XY))),
                arguments("VSIM v ELE a COUNT 5", vectors.vsim("v", A, VsimOptions.count(5))),
                arguments("VSIM v ELE a EPSILON 0.2", vectors.vsim("v", A, VsimOptions.maxDistance(0.2))),
                arguments("VSIM v ELE a EF 500", vectors.vsim("v", A, VsimOptions.explorationFactor(500))),
                arguments("VSIM v ELE a FILTER '.n > 1'", vectors.vsim("v", A, VsimOptions.filter(".n > 1"))),
                arguments("VSIM v ELE a FILTER-EF 70", vectors.vsim("v", A, VsimOptions.filterEffort(70))),
                arguments("VSIM v ELE a TRUTH", vectors.vsim("v", A, VsimOptions.exact())),
                arguments("VSIM v ELE a NOTHREAD", vectors.vsim("v", A, VsimOptions.onMainThread())),
                arguments(
                        "VSIM v ELE a COUNT 5 EPSILON 0.2 EF 500 FILTER .n FILTER-EF 70 TRUTH NOTHREAD",
                        vectors.vsim(
                                "v",
                                A,
                                VsimOptions.onMainThread()
                                        .exact()
                                        .filterEffort(70)
                                        .filter(".n")
                                        .explorationFactor(500)
                                        .maxDistance(0.2)
                                        .count(5))),
                arguments("VSIM v ELE a WITHSCORES", vectors.vsimWithScores("v", A, NEAREST)),
                arguments("VSIM v ELE a WITHSCORES WITHATTRIBS", vectors.vsimWithAttributes("v", A, NEAREST)));
    }

    private static Command<Boolean> quantized(VectorQuantization quantization) {
        return vectors.vadd("v", XY, "a", VaddOptions.quantization(quantization));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("v");
        boolean writes = expected.matches("(VADD|VREM|VSETATTR) .*");
        assertThat(command.request().access()).isEqualTo(writes ? Request.Access.WRITE : Request.Access.READ);
    }

    @Test
    void vectorsAreFloats() {
        assertThat(XY).isEqualTo(FloatVector.of(1, -2)).hasSameHashCodeAs(FloatVector.of(1, -2));
        assertThat(XY).isNotEqualTo(FloatVector.of(1, 2)).hasToString("FloatVector[1.0, -2.0]");
        assertThat(XY.size()).isEqualTo(2);
        assertThat(XY.get(1)).isEqualTo(-2);
        assertThat(FloatVector.of(new float[17]).toString()).endsWith("0.0, ...]");
        float[] array = {1, 2};
        FloatVector copy = FloatVector.of(array);
        array[0] = 9;
        copy.toArray()[1] = 9;
        assertThat(copy).isEqualTo(FloatVector.of(1, 2));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNoComponent(float component) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatVector.of(1, component))
                .withMessage("the components of a vector are finite, unlike " + component);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(FloatVector::of)
                .withMessage("a vector has at least one component");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaddOptions.reduceTo(0))
                .withMessage("a number of dimensions has to be above 0, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> VaddOptions.links(0));
        assertThatIllegalArgumentException().isThrownBy(() -> VaddOptions.explorationFactor(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VsimOptions.count(0))
                .withMessage("a count has to be above 0, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VsimOptions.maxDistance(0))
                .withMessage("a distance has to be above 0, not 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> VsimOptions.maxDistance(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> VsimOptions.explorationFactor(0));
        assertThatIllegalArgumentException().isThrownBy(() -> VsimOptions.filterEffort(0));
        assertThatNullPointerException()
                .isThrownBy(() -> vectors.vsim("v", null))
                .withMessage("the query is null");
        assertThatNullPointerException()
                .isThrownBy(() -> VectorQuery.element(null))
                .withMessage("an element is null");
        assertThatNullPointerException().isThrownBy(() -> VaddOptions.attributes(null));
    }

    @ParameterizedTest(name = "RESP3: {0}")
    @ValueSource(booleans = {false, true})
    void takesBothProtocols(boolean resp3) {
        assertThat(vectors.vadd("v", XY, "a").decoder().decode(ReplyShapes.bool(resp3, true)))
                .isTrue();
        assertThat(vectors.vrem("v", "a").decoder().decode(ReplyShapes.bool(resp3, false)))
                .isFalse();
        assertThat(vectors.vemb("v", "a").decoder().decode(Reply.array(number(resp3, 1), number(resp3, -0.5))))
                .isEqualTo(FloatVector.of(1, -0.5f));
        assertThat(vectors.vlinksWithScores("v", "a")
                        .decoder()
                        .decode(Reply.array(
                                ReplyShapes.fields(resp3),
                                ReplyShapes.fields(resp3, "b", number(resp3, 0.5), "c", number(resp3, 0.25)))))
                .containsExactly(List.of(), List.of(scored("b", 0.5), scored("c", 0.25)));
        assertThat(vectors.vsimWithScores("v", A, NEAREST)
                        .decoder()
                        .decode(ReplyShapes.fields(resp3, "a", number(resp3, 1), "b", number(resp3, 0.5))))
                .containsExactly(scored("a", 1), scored("b", 0.5));
    }

    @Test
    void takesMatchesOfBothProtocols() {
        Decoder<List<VectorMatch<String>>> decoder =
                vectors.vsimWithAttributes("v", A, NEAREST).decoder();
        List<VectorMatch<String>> expected =
                List.of(new VectorMatch<>("a", 1, null), new VectorMatch<>("b", 0.5, "{\"n\":1}"));
        assertThat(decoder.decode(Reply.array(
                        Reply.blob("a"),
                        Reply.blob("1"),
                        Reply.NULL,
                        Reply.blob("b"),
                        Reply.blob("0.5"),
                        Reply.blob("{\"n\":1}"))))
                .isEqualTo(expected);
        assertThat(decoder.decode(ReplyShapes.fields(
                        true,
                        "a",
                        Reply.array(new Reply.Double(1), Reply.NULL),
                        "b",
                        Reply.array(new Reply.Double(0.5), Reply.blob("{\"n\":1}")))))
                .isEqualTo(expected);
        assertThat(decoder.decode(Reply.array())).isEmpty();
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.blob("a"), Reply.blob("1"))))
                .isInstanceOf(UnexpectedReply.class);
        assertThatThrownBy(() -> decoder.decode(ReplyShapes.fields(true, "a", Reply.array(Reply.NULL))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void takesRawVectorsWithAndWithoutARange() {
        Decoder<?> decoder = vectors.vembRaw("v", "a").decoder();
        assertThat(decoder.decode(Reply.array(
                        new Reply.Text("int8"),
                        Reply.blob(new byte[] {127, -3}),
                        Reply.blob("2.5"),
                        Reply.blob("0.9"))))
                .isEqualTo(new RawVector("int8", Bytes.of((byte) 127, (byte) -3), 2.5, 0.9));
        assertThat(decoder.decode(
                        Reply.array(new Reply.Text("bin"), Reply.blob(new byte[] {1}), new Reply.Double(2.5))))
                .isEqualTo(new RawVector("bin", Bytes.of((byte) 1), 2.5, null));
        assertThatThrownBy(() -> decoder.decode(Reply.array(new Reply.Text("bin"))))
                .isInstanceOf(UnexpectedReply.class);
    }

    @ParameterizedTest(name = "RESP3: {0}")
    @ValueSource(booleans = {false, true})
    void informationKeepsWhatNewerServersAdd(boolean resp3) {
        VectorSetInfo info = vectors.vinfo("v")
                .decoder()
                .decode(ReplyShapes.fields(
                        resp3,
                        "quant-type",
                        new Reply.Text("int8"),
                        "added-later",
                        Reply.integer(7),
                        "vector-dim",
                        Reply.integer(300),
                        "size",
                        Reply.integer(12)));
        assertThat(info.quantization()).isEqualTo("int8");
        assertThat(info.dimension()).isEqualTo(300);
        assertThat(info.size()).isEqualTo(12);
        assertThat(info.fields()).containsEntry("added-later", Reply.integer(7)).hasSize(4);
    }

    @Test
    void whatIsNotThereIsNull() {
        for (Command<?> command : List.of(
                vectors.vemb("v", "a"),
                vectors.vembRaw("v", "a"),
                vectors.vgetattr("v", "a"),
                vectors.vinfo("v"),
                vectors.vlinks("v", "a"),
                vectors.vlinksWithScores("v", "a"),
                vectors.vrandmember("v"))) {
            assertThat((Object) command.decoder().decode(Reply.NULL)).isNull();
        }
    }

    private static Reply number(boolean resp3, double value) {
        return ReplyShapes.decimal(resp3, value);
    }
}
