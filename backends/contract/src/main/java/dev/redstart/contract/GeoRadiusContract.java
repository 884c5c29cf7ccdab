package dev.redstart.contract;

import static dev.redstart.GeoDetail.COORDINATES;
import static dev.redstart.GeoDetail.DISTANCE;
import static dev.redstart.GeoDetail.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.GeoCoordinates;
import dev.redstart.GeoMatch;
import dev.redstart.GeoSearchOptions;
import dev.redstart.GeoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches in a geo index by the commands that {@code GEOSEARCH} has replaced. */
@Needs(
        commands = {
            "GEOADD",
            "GEOPOS",
            "GEORADIUS",
            "GEORADIUS_RO",
            "GEORADIUSBYMEMBER",
            "GEORADIUSBYMEMBER_RO",
        })
public abstract class GeoRadiusContract extends ContractSuite {

    private static final GeoSearchOptions NEAREST_FIRST = GeoSearchOptions.nearestFirst();
    private static final GeoSearchOptions FARTHEST =
            GeoSearchOptions.farthestFirst().count(1);
    private static final GeoSearchOptions ANY = GeoSearchOptions.countAny(1);
    private static final GeoSearchOptions ALL = GeoSearchOptions.all();

    protected GeoRadiusContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void sicily() {
        redis.geoadd(
                "{g}",
                Map.of(
                        "Palermo", new GeoCoordinates(13.361389, 38.115556),
                        "Catania", new GeoCoordinates(15.087269, 37.502669)));
    }

    @Test
    void aroundAPlace() {
        assertThat(redis.georadius("{g}", 15, 37, 200, GeoUnit.KM)).containsExactlyInAnyOrder("Catania", "Palermo");
        assertThat(redis.georadius("{g}", 15, 37, 200, GeoUnit.KM, NEAREST_FIRST))
                .containsExactly("Catania", "Palermo");
        assertThat(redis.georadius("{g}", 15, 37, 200, GeoUnit.KM, FARTHEST)).containsExactly("Palermo");
        assertThat(redis.georadius("{g}", 15, 37, 200, GeoUnit.KM, ANY)).hasSize(1);
        assertThat(redis.georadiusRo("{g}", 15, 37, 200, GeoUnit.KM, NEAREST_FIRST))
                .containsExactly("Catania", "Palermo");
        assertThat(redis.georadiusRo("{g}", 15, 37, 200, GeoUnit.KM, FARTHEST)).containsExactly("Palermo");
        assertThat(redis.georadiusRo("{g}", 15, 37, 200, GeoUnit.KM, ANY)).hasSize(1);
        assertThat(redis.georadius("none", 15, 37, 200, GeoUnit.KM)).isEmpty();
    }

    @Test
    void aroundAMember() {
        assertThat(redis.georadiusbymember("{g}", "Palermo", 1, GeoUnit.KM)).containsExactly("Palermo");
        assertThat(redis.georadiusbymember("{g}", "Palermo", 200, GeoUnit.KM, NEAREST_FIRST))
                .containsExactly("Palermo", "Catania");
        assertThat(redis.georadiusbymember("{g}", "Palermo", 200, GeoUnit.KM, FARTHEST))
                .containsExactly("Catania");
        assertThat(redis.georadiusbymember("{g}", "Palermo", 200, GeoUnit.KM, ANY))
                .hasSize(1);
        assertThat(redis.georadiusbymemberRo("{g}", "Palermo", 200, GeoUnit.KM, NEAREST_FIRST))
                .containsExactly("Palermo", "Catania");
        assertThat(redis.georadiusbymemberRo("{g}", "Palermo", 200, GeoUnit.KM, FARTHEST))
                .containsExactly("Catania");
        assertThat(redis.georadiusbymemberRo("{g}", "Palermo", 200, GeoUnit.KM, ANY))
                .hasSize(1);
        Refused.with(
                "ERR could not decode requested zset member",
                () -> redis.georadiusbymember("{g}", "nowhere", 1, GeoUnit.KM));
    }

    @Test
    void inAllUnits() {
        for (GeoUnit unit : GeoUnit.values()) {
            assertThat(redis.georadius("{g}", 15, 37, 1, unit)).isEmpty();
            assertThat(redis.georadiusRo("{g}", 15, 37, 1, unit, ALL)).isEmpty();
            assertThat(redis.georadiusbymember("{g}", "Palermo", 1, unit)).containsExactly("Palermo");
            assertThat(redis.georadiusbymemberRo("{g}", "Palermo", 1, unit, ALL))
                    .containsExactly("Palermo");
        }
        assertThat(redis.georadius("{g}", 15, 37, 40, GeoUnit.MI)).containsExactly("Catania");
        assertThat(redis.georadius("{g}", 15, 37, 190_000, GeoUnit.FT)).containsExactly("Catania");
        assertThat(redis.georadius("{g}", 15, 37, 57_000, GeoUnit.M)).containsExactly("Catania");
    }

    @Test
    void withDetails() {
        GeoCoordinates place = new GeoCoordinates(15.087267458438873, 37.50266842333162);
        List<GeoMatch<String>> catania = List.of(new GeoMatch<>("Catania", 56.4413, 3479447370796909L, place));
        assertThat(redis.georadiusWithDetails("{g}", 15, 37, 60, GeoUnit.KM, ALL, COORDINATES, DISTANCE, HASH))
                .isEqualTo(catania);
        assertThat(redis.georadiusRoWithDetails("{g}", 15, 37, 60, GeoUnit.KM, ALL, DISTANCE, HASH, COORDINATES))
                .isEqualTo(catania);
        assertThat(redis.georadiusWithDetails("{g}", 15, 37, 60, GeoUnit.KM, ALL, DISTANCE))
                .containsExactly(new GeoMatch<>("Catania", 56.4413, null, null));
        catania = List.of(new GeoMatch<>("Catania", 0.0, 3479447370796909L, place));
        assertThat(redis.georadiusbymemberWithDetails(
                        "{g}", "Catania", 60, GeoUnit.KM, ALL, DISTANCE, HASH, COORDINATES))
                .isEqualTo(catania);
        assertThat(redis.georadiusbymemberRoWithDetails(
                        "{g}", "Catania", 60, GeoUnit.KM, ALL, DISTANCE, HASH, COORDINATES))
                .isEqualTo(catania);
    }

    @Test
    void whatIsFoundMayBeStored() {
        assertThat(redis.georadiusStore("{g}", 15, 37, 200, GeoUnit.KM, "{g}d", ALL))
                .isEqualTo(2);
        assertThat(redis.geopos("{g}d", "Palermo")).isEqualTo(redis.geopos("{g}", "Palermo"));
        assertThat(redis.georadiusStoreDistances("{g}", 15, 37, 200, GeoUnit.KM, "{g}d", FARTHEST))
                .isEqualTo(1);
        assertThat(redis.zscore("{g}d", "Palermo")).isBetween(190.44, 190.45);
        assertThat(redis.georadiusbymemberStore("{g}", "Palermo", 200, GeoUnit.KM, "{g}d", FARTHEST))
                .isEqualTo(1);
        assertThat(redis.geopos("{g}d", "Catania")).isEqualTo(redis.geopos("{g}", "Catania"));
        assertThat(redis.georadiusbymemberStoreDistances("{g}", "Palermo", 200, GeoUnit.KM, "{g}d", ALL))
                .isEqualTo(2);
        assertThat(redis.zscore("{g}d", "Palermo")).isZero();
        assertThat(redis.georadiusStore("{g}none", 15, 37, 200, GeoUnit.KM, "{g}d", ALL))
                .isZero();
        assertThat(redis.exists("{g}d")).isZero();
    }

    @Test
    void whatOnlyReadsStoresNothing() {
        Refused.with(
                "ERR syntax error", () -> redis.call("GEORADIUS_RO", "{g}", "15", "37", "200", "KM", "STORE", "{g}d"));
        Refused.with(
                "ERR syntax error",
                () -> redis.call("GEORADIUSBYMEMBER_RO", "{g}", "Palermo", "200", "KM", "STOREDIST", "{g}d"));
        Refused.with(
                "ERR STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and WITHCOORD options",
                () -> redis.call("GEORADIUS", "{g}", "15", "37", "200", "KM", "WITHDIST", "STORE", "{g}d"));
        Refused.with("ERR radius cannot be negative", () -> redis.georadius("{g}", 15, 37, -1, GeoUnit.KM));
        redis.set("{g}s", "x");
        Refused.asWrongType(() -> redis.georadius("{g}s", 15, 37, 1, GeoUnit.KM));
        Refused.asWrongType(() -> redis.georadiusbymemberRo("{g}s", "a", 1, GeoUnit.KM, ALL));
    }
}
