package dev.redstart;

import static dev.redstart.GeoDetail.COORDINATES;
import static dev.redstart.GeoDetail.DISTANCE;
import static dev.redstart.GeoDetail.HASH;
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

/** What searches in geo indexes send, today's and those of old, and the shapes of reply that they take. */
class GeoSearchWireTest {

    private static final GeoSearchFamily<String, String> geo = Wire.commands().geoSearch();
    private static final GeoRadiusFamily<String, String> old = Wire.commands().geoRadius();
    private static final GeoOrigin<String> A = GeoOrigin.member("a");
    private static final GeoShape CIRCLE = GeoShape.circle(5, GeoUnit.KM);
    private static final GeoShape BOX = GeoShape.box(4, 2.5, GeoUnit.MI);
    private static final GeoSearchOptions ALL = GeoSearchOptions.all();
    private static final GeoSearchOptions SOME = GeoSearchOptions.countAny(3).farthestFirst();

    static Stream<Arguments> searches() {
        return Stream.of(
                arguments("GEOSEARCH g FROMMEMBER a BYRADIUS 5 KM", geo.geosearch("g", A, CIRCLE)),
                arguments(
                        "GEOSEARCH g FROMLONLAT 15 -37.5 BYBOX 4 2.5 MI",
                        geo.geosearch("g", GeoOrigin.at(15, -37.5), BOX)),
                arguments(
                        "GEOSEARCH g FROMMEMBER a BYRADIUS 0 M ASC COUNT 3",
                        geo.geosearch(
                                "g",
                                A,
                                GeoShape.circle(0, GeoUnit.M),
                                GeoSearchOptions.nearestFirst().count(3))),
                arguments(
                        "GEOSEARCH g FROMMEMBER a BYBOX 1 1 FT DESC COUNT 3 ANY",
                        geo.geosearch("g", A, GeoShape.box(1, 1, GeoUnit.FT), SOME)),
                arguments(
                        "GEOSEARCH g FROMMEMBER a BYRADIUS 5 KM DESC COUNT 2",
                        geo.geosearch(
                                "g",
                                A,
                                CIRCLE,
                                GeoSearchOptions.farthestFirst().countAny(3).count(2))),
                arguments(
                        "GEOSEARCH g FROMMEMBER a BYRADIUS 5 KM COUNT 1",
                        geo.geosearch("g", A, CIRCLE, GeoSearchOptions.count(1))),
                arguments(
                        "GEOSEARCH g FROMMEMBER a BYRADIUS 5 KM WITHDIST",
                        geo.geosearchWithDetails("g", A, CIRCLE, DISTANCE)),
                arguments(
                        "GEOSEARCH g FROMMEMBER a BYRADIUS 5 KM DESC COUNT 3 ANY WITHDIST WITHHASH WITHCOORD",
                        geo.geosearchWithDetails("g", A, CIRCLE, SOME, COORDINATES, HASH, DISTANCE, HASH)),
                arguments("GEORADIUS g 15 -37.5 5 KM", old.georadius("g", 15, -37.5, 5, GeoUnit.KM)),
                arguments(
                        "GEORADIUS g 15 -37.5 5 KM DESC COUNT 3 ANY",
                        old.georadius("g", 15, -37.5, 5, GeoUnit.KM, SOME)),
                arguments(
                        "GEORADIUS g 15 -37.5 5 KM WITHHASH",
                        old.georadiusWithDetails("g", 15, -37.5, 5, GeoUnit.KM, ALL, HASH)),
                arguments(
                        "GEORADIUS_RO g 15 -37.5 5 KM DESC COUNT 3 ANY",
                        old.georadiusRo("g", 15, -37.5, 5, GeoUnit.KM, SOME)),
                arguments(
                        "GEORADIUS_RO g 15 -37.5 5 KM WITHCOORD",
                        old.georadiusRoWithDetails("g", 15, -37.5, 5, GeoUnit.KM, ALL, COORDINATES)),
                arguments("GEORADIUSBYMEMBER g a 5 FT", old.georadiusbymember("g", "a", 5, GeoUnit.FT)),
                arguments(
                        "GEORADIUSBYMEMBER g a 5 FT DESC COUNT 3 ANY",
                        old.georadiusbymember("g", "a", 5, GeoUnit.FT, SOME)),
                arguments(
                        "GEORADIUSBYMEMBER g a 5 FT WITHDIST",
                        old.georadiusbymemberWithDetails("g", "a", 5, GeoUnit.FT, ALL, DISTANCE)),
                arguments(
                        "GEORADIUSBYMEMBER_RO g a 5 FT DESC COUNT 3 ANY",
                        old.georadiusbymemberRo("g", "a", 5, GeoUnit.FT, SOME)),
                arguments(
                        "GEORADIUSBYMEMBER_RO g a 5 FT WITHDIST",
                        old.georadiusbymemberRoWithDetails("g", "a", 5, GeoUnit.FT, ALL, DISTANCE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("g");
        boolean reads = expected.startsWith("GEOSEARCH") || expected.contains("_RO");
        assertThat(command.request().access()).isEqualTo(reads ? Request.Access.READ : Request.Access.WRITE);
    }

    static Stream<Arguments> stores() {
        return Stream.of(
                arguments(
                        "GEOSEARCHSTORE d g FROMMEMBER a BYRADIUS 5 KM",
                        "d g",
                        geo.geosearchstore("d", "g", A, CIRCLE)),
                arguments(
                        "GEOSEARCHSTORE d g FROMMEMBER a BYRADIUS 5 KM DESC COUNT 3 ANY",
                        "d g",
                        geo.geosearchstore("d", "g", A, CIRCLE, SOME)),
                arguments(
                        "GEOSEARCHSTORE d g FROMLONLAT 1 2 BYBOX 4 2.5 MI DESC COUNT 3 ANY STOREDIST",
                        "d g",
                        geo.geosearchstoreDistances("d", "g", GeoOrigin.at(1, 2), BOX, SOME)),
                arguments(
                        "GEORADIUS g 1 2 5 KM DESC COUNT 3 ANY STORE d",
                        "g d",
                        old.georadiusStore("g", 1, 2, 5, GeoUnit.KM, "d", SOME)),
                arguments(
                        "GEORADIUS g 1 2 5 KM STOREDIST d",
                        "g d",
                        old.georadiusStoreDistances("g", 1, 2, 5, GeoUnit.KM, "d", ALL)),
                arguments(
                        "GEORADIUSBYMEMBER g a 5 M STORE d",
                        "g d",
                        old.georadiusbymemberStore("g", "a", 5, GeoUnit.M, "d", ALL)),
                arguments(
                        "GEORADIUSBYMEMBER g a 5 M DESC COUNT 3 ANY STOREDIST d",
                        "g d",
                        old.georadiusbymemberStoreDistances("g", "a", 5, GeoUnit.M, "d", SOME)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void stores(String expected, String keys, Command<Long> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo(keys);
        assertThat(command.request().access()).isEqualTo(Request.Access.WRITE);
        assertThat(command.decoder().decode(Reply.integer(2))).isEqualTo(2);
    }

    @Test
    void areasThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeoShape.circle(-1, GeoUnit.M))
                .withMessage("a radius has to be 0 or more, not -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> GeoShape.circle(Double.NaN, GeoUnit.M));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeoShape.box(-1, 1, GeoUnit.M))
                .withMessageContaining("width");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeoShape.box(1, -1, GeoUnit.M))
                .withMessageContaining("height");
        assertThatNullPointerException()
                .isThrownBy(() -> GeoShape.circle(1, null))
                .withMessage("the unit is null");
        assertThatNullPointerException()
                .isThrownBy(() -> GeoOrigin.member(null))
                .withMessage("a member is null");
        assertThatNullPointerException()
                .isThrownBy(() -> geo.geosearch("g", null, CIRCLE))
                .withMessage("the origin is null");
        assertThatNullPointerException()
                .isThrownBy(() -> geo.geosearch("g", A, null))
                .withMessage("the shape is null");
    }

    @Test
    void noDetailsAndNoMembersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> geo.geosearchWithDetails("g", A, CIRCLE))
                .withMessage("needs at least one detail");
        assertThatIllegalArgumentException().isThrownBy(() -> old.georadiusWithDetails("g", 1, 2, 3, GeoUnit.M, ALL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeoSearchOptions.count(0))
                .withMessage("a count has to be above 0, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> GeoSearchOptions.countAny(-1));
    }

    /** A distance is text in both protocols, coordinates are doubles in RESP3. */
    @Test
    void takesTheDetailsThatWereAskedFor() {
        GeoCoordinates place = new GeoCoordinates(13.5, 38.25);
        Reply text = Reply.array(Reply.blob("13.5"), Reply.blob("38.25"));
        Reply doubles = Reply.array(new Reply.Double(13.5), new Reply.Double(38.25));
        for (Reply coordinates : List.of(text, doubles)) {
            assertThat(geo.geosearchWithDetails("g", A, CIRCLE, DISTANCE, HASH, COORDINATES)
                            .decoder()
                            .decode(Reply.array(Reply.array(
                                    Reply.blob("a"),
                                    Reply.blob("190.4424"),
                                    Reply.integer(3479099956230698L),
                                    coordinates))))
                    .containsExactly(new GeoMatch<>("a", 190.4424, 3479099956230698L, place));
            assertThat(geo.geosearchWithDetails("g", A, CIRCLE, COORDINATES)
                            .decoder()
                            .decode(Reply.array(Reply.array(Reply.blob("a"), coordinates))))
                    .containsExactly(new GeoMatch<>("a", null, null, place));
        }
        assertThat(old.georadiusbymemberWithDetails("g", "a", 1, GeoUnit.M, ALL, HASH)
                        .decoder()
                        .decode(Reply.array(Reply.array(Reply.blob("a"), Reply.integer(7)))))
                .containsExactly(new GeoMatch<>("a", null, 7L, null));
        assertThatThrownBy(() -> geo.geosearchWithDetails("g", A, CIRCLE, HASH)
                        .decoder()
                        .decode(Reply.array(Reply.array(Reply.blob("a"), Reply.blob("1"), Reply.integer(7)))))
                .isInstanceOf(UnexpectedReply.class)
                .hasMessageStartingWith("expected a member with [HASH]");
    }
}
