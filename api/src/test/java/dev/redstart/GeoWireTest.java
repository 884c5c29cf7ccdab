package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on the members of geo indexes send, and the shapes of reply that they take. */
class GeoWireTest {

    private static final GeoFamily<String, String> geo = Wire.commands().geo();
    private static final List<String> AB = List.of("a", "b");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("GEOADD g 13.361389 38.115556 a", geo.geoadd("g", 13.361389, 38.115556, "a")),
                arguments("GEOADD g NX 1 2 a", geo.geoadd("g", GeoaddOptions.ifAbsent(), 1, 2, "a")),
                arguments("GEOADD g XX 1 2 a", geo.geoadd("g", GeoaddOptions.ifPresent(), 1, 2, "a")),
                arguments("GEOADD g CH 1 2 a", geo.geoadd("g", GeoaddOptions.countChanged(), 1, 2, "a")),
                arguments(
                        "GEOADD g XX CH 1 2 a",
                        geo.geoadd("g", GeoaddOptions.ifAbsent().countChanged().ifPresent(), 1, 2, "a")),
                arguments("GEOADD g 1 2 a -3 -4.5 b", geo.geoadd("g", places())),
                arguments(
                        "GEOADD g NX CH 1 2 a -3 -4.5 b",
                        geo.geoadd("g", GeoaddOptions.countChanged().ifAbsent(), places())),
                arguments("GEODIST g a b", geo.geodist("g", "a", "b")),
                arguments("GEODIST g a b M", geo.geodist("g", "a", "b", GeoUnit.M)),
                arguments("GEODIST g a b KM", geo.geodist("g", "a", "b", GeoUnit.KM)),
                arguments("GEODIST g a b FT", geo.geodist("g", "a", "b", GeoUnit.FT)),
                arguments("GEODIST g a b MI", geo.geodist("g", "a", "b", GeoUnit.MI)),
                arguments("GEOHASH g a b", geo.geohash("g", "a", "b")),
                arguments("GEOHASH g a b", geo.geohashAll("g", AB)),
                arguments("GEOPOS g a b", geo.geopos("g", "a", "b")),
                arguments("GEOPOS g a b", geo.geoposAll("g", AB)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("g");
        assertThat(command.request().access())
                .isEqualTo(expected.startsWith("GEOADD") ? Request.Access.WRITE : Request.Access.READ);
    }

    @Test
    void nothingToDoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> geo.geoadd("g", Map.of()))
                .withMessage("needs at least one member");
        assertThatIllegalArgumentException().isThrownBy(() -> geo.geohash("g")).withMessage("needs at least one value");
        assertThatIllegalArgumentException().isThrownBy(() -> geo.geohashAll("g", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> geo.geopos("g"));
        assertThatIllegalArgumentException().isThrownBy(() -> geo.geoposAll("g", List.of()));
    }

    @Test
    void whatIsNoPlaceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> geo.geoadd("g", Double.NaN, 0, "a"))
                .withMessage("Redis has no NaN");
        assertThatNullPointerException()
                .isThrownBy(() -> geo.geoadd("g", Collections.singletonMap("a", null)))
                .withMessage("coordinates are null");
        assertThatNullPointerException()
                .isThrownBy(() -> geo.geoadd("g", null, 1, 2, "a"))
                .withMessage("the options are null");
    }

    @Test
    void takesPlacesOfTextsAndOfDoubles() {
        Decoder<List<@Nullable GeoCoordinates>> decoder =
                geo.geopos("g", "a", "b").decoder();
        List<@Nullable GeoCoordinates> places =
                decoder.decode(Reply.array(Reply.array(Reply.blob("13.5"), Reply.blob("-38.25")), Reply.NULL));
        assertThat(places).containsExactly(new GeoCoordinates(13.5, -38.25), null);
        assertThat(decoder.decode(
                        Reply.array(Reply.array(new Reply.Double(13.5), new Reply.Double(-38.25)), Reply.NULL)))
                .isEqualTo(places);
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.array(Reply.blob("1")))))
                .isInstanceOf(UnexpectedReply.class)
                .hasMessageStartingWith("expected a longitude and a latitude");
    }

    @Test
    void takesDistancesAndHashes() {
        assertThat(geo.geodist("g", "a", "b").decoder().decode(Reply.blob("166274.1516")))
                .isEqualTo(166274.1516);
        assertThat(geo.geodist("g", "a", "b").decoder().decode(Reply.NULL)).isNull();
        assertThat(geo.geohash("g", "a", "b").decoder().decode(Reply.array(Reply.blob("sqc8b49rny0"), Reply.NULL)))
                .containsExactly("sqc8b49rny0", null);
    }

    private static Map<String, GeoCoordinates> places() {
        Map<String, GeoCoordinates> map = new LinkedHashMap<>();
        map.put("a", new GeoCoordinates(1, 2));
        map.put("b", new GeoCoordinates(-3, -4.5));
        return map;
    }
}
