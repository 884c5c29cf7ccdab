package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redstart.GeoCoordinates;
import dev.redstart.GeoUnit;
import dev.redstart.GeoaddOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Geo indexes: members with places; see {@link GeoSearchContract} for what is found in them. */
@Needs(commands = {"GEOADD", "GEODIST", "GEOHASH", "GEOPOS"})
public abstract class GeoContract extends ContractSuite {

    private static final GeoCoordinates PALERMO = new GeoCoordinates(13.361389, 38.115556);
    private static final GeoCoordinates CATANIA = new GeoCoordinates(15.087269, 37.502669);

    protected GeoContract(TestBackend backend) {
        super(backend);
    }

    private void sicily() {
        redis.geoadd("g", Map.of("Palermo", PALERMO, "Catania", CATANIA));
    }

    @Test
    void addingSaysHowManyAreNew() {
        assertThat(redis.geoadd("g", 13.361389, 38.115556, "Palermo")).isEqualTo(1);
        assertThat(redis.geoadd("g", Map.of("Palermo", PALERMO, "Catania", CATANIA)))
                .isEqualTo(1);
        assertThat(redis.geoadd("g", 14, 38, "Palermo")).isZero();
        assertThat(redis.zcard("g")).isEqualTo(2);
    }

    @Test
    void optionsSayWhichMembersAreAddedAndMoved() {
        sicily();
        assertThat(redis.geoadd("g", GeoaddOptions.ifAbsent().countChanged(), Map.of("Palermo", CATANIA, "x", PALERMO)))
                .isEqualTo(1);
        assertThat(redis.geodist("g", "Palermo", "x")).isZero();
        assertThat(redis.geoadd("g", GeoaddOptions.ifPresent(), 1, 1, "y")).isZero();
        assertThat(redis.geoadd("g", GeoaddOptions.ifPresent().countChanged(), 1, 1, "x"))
                .isEqualTo(1);
        assertThat(redis.geoadd("g", GeoaddOptions.countChanged(), 1, 1, "x")).isZero();
        assertThat(redis.zcard("g")).isEqualTo(3);
        Refused.with("ERR syntax error", () -> redis.call("GEOADD", "g", "NX", "XX", "1", "1", "x"));
    }

    @Test
    void distancesComeInAllUnits() {
        sicily();
        assertThat(redis.geodist("g", "Palermo", "Catania")).isEqualTo(166274.1516);
        assertThat(redis.geodist("g", "Palermo", "Catania", GeoUnit.M)).isEqualTo(166274.1516);
        assertThat(redis.geodist("g", "Palermo", "Catania", GeoUnit.KM)).isEqualTo(166.2742);
        assertThat(redis.geodist("g", "Palermo", "Catania", GeoUnit.MI)).isEqualTo(103.3182);
        assertThat(redis.geodist("g", "Palermo", "Catania", GeoUnit.FT)).isEqualTo(545518.8700);
        assertThat(redis.geodist("g", "Palermo", "nowhere")).isNull();
        assertThat(redis.geodist("none", "a", "b", GeoUnit.M)).isNull();
        Refused.with(
                "ERR unsupported unit provided. please use M, KM, FT, MI",
                () -> redis.call("GEODIST", "g", "Palermo", "Catania", "yd"));
    }

    @Test
    void placesAreKeptAsCells() {
        sicily();
        List<GeoCoordinates> places = redis.geopos("g", "Palermo", "nowhere", "Catania");
        assertThat(places).hasSize(3);
        assertThat(places.get(0)).isEqualTo(new GeoCoordinates(13.361389338970184, 38.1155563954963));
        assertThat(places.get(1)).isNull();
        assertThat(places.get(2).longitude()).isCloseTo(CATANIA.longitude(), within(1e-5));
        assertThat(redis.geoposAll("g", List.of("Catania"))).containsExactly(places.get(2));
        assertThat(redis.geopos("none", "a", "b")).containsExactly(null, null);
        assertThat(redis.zscore("g", "Palermo")).isEqualTo(3479099956230698.0);
    }

    @Test
    void hashesAreTheUsualTexts() {
        sicily();
        assertThat(redis.geohash("g", "Palermo", "nowhere", "Catania"))
                .containsExactly("sqc8b49rny0", null, "sqdtr74hyu0");
        assertThat(redis.geohashAll("g", List.of("Palermo"))).containsExactly("sqc8b49rny0");
        assertThat(redis.geohash("none", "a")).containsExactly((String) null);
    }

    @Test
    void theWholeEarthButItsPolesHasPlaces() {
        assertThat(redis.geoadd(
                        "g",
                        Map.of(
                                "nw", new GeoCoordinates(-180, 85.05112878),
                                "se", new GeoCoordinates(180, -85.05112878),
                                "middle", new GeoCoordinates(0, 0))))
                .isEqualTo(3);
        Refused.with("ERR invalid longitude,latitude pair 190.000000,0.000000", () -> redis.geoadd("g", 190, 0, "x"));
        Refused.with(
                "ERR invalid longitude,latitude pair 0.000000,-86.000000",
                () -> redis.geoadd("g", Map.of("x", new GeoCoordinates(0, -86))));
        Refused.with("ERR value is not a valid float", () -> redis.call("GEOADD", "g", "east", "0", "x"));
        assertThat(redis.zscore("g", "x")).isNull();
    }

    @Test
    void otherTypesAreRefused() {
        redis.set("s", "x");
        Refused.asWrongType(() -> redis.geoadd("s", 1, 1, "a"));
        Refused.asWrongType(() -> redis.geodist("s", "a", "b"));
        Refused.asWrongType(() -> redis.geohash("s", "a"));
        Refused.asWrongType(() -> redis.geopos("s", "a"));
    }
}
