package dev.redstart.contract;

import static dev.redstart.GeoDetail.COORDINATES;
import static dev.redstart.GeoDetail.DISTANCE;
import static dev.redstart.GeoDetail.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.GeoCoordinates;
import dev.redstart.GeoMatch;
import dev.redstart.GeoOrigin;
import dev.redstart.GeoSearchOptions;
import dev.redstart.GeoShape;
import dev.redstart.GeoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches in circles and boxes of a geo index. */
@Needs(commands = {"GEOADD", "GEOPOS", "GEOSEARCH", "GEOSEARCHSTORE"})
public abstract class GeoSearchContract extends ContractSuite {

    private static final GeoOrigin<String> ORIGIN = GeoOrigin.at(15, 37);
    private static final GeoOrigin<String> PALERMO = GeoOrigin.member("Palermo");
    private static final GeoShape WIDE = GeoShape.circle(200, GeoUnit.KM);
    private static final GeoSearchOptions NEAREST_FIRST = GeoSearchOptions.nearestFirst();

    protected GeoSearchContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void sicily() {
        redis.geoadd(
                "{g}",
                Map.of(
                        "Palermo", new GeoCoordinates(13.361389, 38.115556),
                        "Catania", new GeoCoordinates(15.087269, 37.502669),
                        "edge1", new GeoCoordinates(12.758489, 38.788135),
                        "edge2", new GeoCoordinates(17.241510, 38.788135)));
    }

    @Test
    void circlesHaveWhatIsNearTheirCentre() {
        assertThat(redis.geosearch("{g}", ORIGIN, WIDE)).containsExactlyInAnyOrder("Catania", "Palermo");
        assertThat(redis.geosearch("{g}", PALERMO, WIDE, NEAREST_FIRST)).containsExactly("Palermo", "edge1", "Catania");
        assertThat(redis.geosearch("{g}", PALERMO, GeoShape.circle(0, GeoUnit.M)))
                .containsExactly("Palermo");
    }

    @Test
    void boxesHaveWhatIsBetweenTheirSides() {
        GeoShape box = GeoShape.box(400, 400, GeoUnit.KM);
        assertThat(redis.geosearch("{g}", ORIGIN, box, NEAREST_FIRST))
                .containsExactly("Catania", "Palermo", "edge2", "edge1");
        assertThat(redis.geosearch("{g}", PALERMO, GeoShape.box(400, 1, GeoUnit.KM)))
                .containsExactly("Palermo");
    }

    @Test
    void lengthsComeInAllUnits() {
        assertThat(redis.geosearch("{g}", PALERMO, GeoShape.circle(170_000, GeoUnit.M), NEAREST_FIRST))
                .containsExactly("Palermo", "edge1", "Catania");
        assertThat(redis.geosearch("{g}", PALERMO, GeoShape.circle(60, GeoUnit.MI), NEAREST_FIRST))
                .containsExactly("Palermo", "edge1");
        assertThat(redis.geosearch("{g}", PALERMO, GeoShape.box(400_000, 400_000, GeoUnit.FT)))
                .containsExactly("Palermo");
        for (GeoUnit unit : GeoUnit.values()) {
            assertThat(redis.geosearchstore("{g}d", "{g}", PALERMO, GeoShape.box(1, 1, unit)))
                    .isEqualTo(1);
        }
    }

    @Test
    void theOrderMayBeTurned() {
        assertThat(redis.geosearch("{g}", ORIGIN, WIDE, GeoSearchOptions.farthestFirst()))
                .containsExactly("Palermo", "Catania");
    }

    @Test
    void onlySomeMayBeAskedFor() {
        assertThat(redis.geosearch("{g}", ORIGIN, WIDE, GeoSearchOptions.count(1)))
                .containsExactly("Catania");
        assertThat(redis.geosearch(
                        "{g}", ORIGIN, WIDE, GeoSearchOptions.farthestFirst().count(1)))
                .containsExactly("Palermo");
        assertThat(redis.geosearch("{g}", ORIGIN, WIDE, GeoSearchOptions.countAny(1)))
                .hasSize(1)
                .isSubsetOf("Catania", "Palermo");
        assertThat(redis.geosearch("{g}", ORIGIN, WIDE, GeoSearchOptions.count(100)))
                .hasSize(2);
    }

    @Test
    void detailsComeWhenTheyAreAskedFor() {
        GeoCoordinates place = new GeoCoordinates(13.361389338970184, 38.1155563954963);
        GeoSearchOptions one = GeoSearchOptions.farthestFirst().count(1);
        assertThat(redis.geosearchWithDetails("{g}", ORIGIN, WIDE, one, DISTANCE))
                .containsExactly(new GeoMatch<>("Palermo", 190.4424, null, null));
        assertThat(redis.geosearchWithDetails("{g}", ORIGIN, WIDE, one, HASH))
                .containsExactly(new GeoMatch<>("Palermo", null, 3479099956230698L, null));
        assertThat(redis.geosearchWithDetails("{g}", ORIGIN, WIDE, one, COORDINATES))
                .containsExactly(new GeoMatch<>("Palermo", null, null, place));
        assertThat(redis.geosearchWithDetails("{g}", ORIGIN, WIDE, one, COORDINATES, HASH, DISTANCE))
                .containsExactly(new GeoMatch<>("Palermo", 190.4424, 3479099956230698L, place));
        assertThat(redis.geosearchWithDetails("{g}", ORIGIN, GeoShape.circle(60, GeoUnit.KM), DISTANCE))
                .containsExactly(new GeoMatch<>("Catania", 56.4413, null, null));
    }

    @Test
    void whatIsFoundMayBeStored() {
        redis.set("{g}d", "old");
        assertThat(redis.geosearchstore("{g}d", "{g}", ORIGIN, WIDE)).isEqualTo(2);
        assertThat(redis.geopos("{g}d", "Palermo")).isEqualTo(redis.geopos("{g}", "Palermo"));
        assertThat(redis.geosearchstore("{g}d", "{g}", ORIGIN, WIDE, GeoSearchOptions.countAny(1)))
                .isEqualTo(1);
        assertThat(redis.geosearchstore("{g}d", "{g}", ORIGIN, WIDE, NEAREST_FIRST))
                .isEqualTo(2);
        assertThat(redis.geosearchstore(
                        "{g}d",
                        "{g}",
                        ORIGIN,
                        WIDE,
                        GeoSearchOptions.farthestFirst().count(1)))
                .isEqualTo(1);
        assertThat(redis.zrange("{g}d", 0, -1)).containsExactly("Palermo");
        assertThat(redis.geosearchstore("{g}d", "{g}none", ORIGIN, WIDE)).isZero();
        assertThat(redis.exists("{g}d")).isZero();
    }

    @Test
    void distancesMayBeStored() {
        assertThat(redis.geosearchstoreDistances("{g}d", "{g}", ORIGIN, WIDE, GeoSearchOptions.all()))
                .isEqualTo(2);
        assertThat(redis.zrange("{g}d", 0, -1)).containsExactly("Catania", "Palermo");
        assertThat(redis.zscore("{g}d", "Catania")).isBetween(56.4412, 56.4414);
        Refused.with(
                "ERR GEOSEARCHSTORE is not compatible with WITHDIST, WITHHASH and WITHCOORD options",
                () -> redis.call(
                        "GEOSEARCHSTORE", "{g}d", "{g}", "FROMMEMBER", "Palermo", "BYRADIUS", "1", "KM", "WITHDIST"));
    }

    @Test
    void aMissingKeyIsEmptyButAMissingMemberIsAnError() {
        assertThat(redis.geosearch("none", PALERMO, WIDE)).isEmpty();
        assertThat(redis.geosearchWithDetails("none", PALERMO, WIDE, HASH)).isEmpty();
        Refused.with(
                "ERR could not decode requested zset member",
                () -> redis.geosearch("{g}", GeoOrigin.member("nowhere"), WIDE));
    }

    @Test
    void badSearchesAreRefusedInTheServersWords() {
        Refused.with(
                "ERR radius cannot be negative",
                () -> redis.call("GEOSEARCH", "{g}", "FROMMEMBER", "Palermo", "BYRADIUS", "-1", "KM"));
        Refused.with(
                "ERR height or width cannot be negative",
                () -> redis.call("GEOSEARCH", "{g}", "FROMMEMBER", "Palermo", "BYBOX", "1", "-1", "KM"));
        Refused.with(
                "ERR COUNT must be > 0",
                () -> redis.call("GEOSEARCH", "{g}", "FROMMEMBER", "Palermo", "BYRADIUS", "1", "KM", "COUNT", "0"));
        Refused.with(
                "ERR the ANY argument requires COUNT argument",
                () -> redis.call("GEOSEARCH", "{g}", "FROMMEMBER", "Palermo", "BYRADIUS", "1", "KM", "ANY"));
        Refused.with(
                "ERR invalid longitude,latitude pair 190.000000,0.000000",
                () -> redis.geosearch("{g}", GeoOrigin.at(190, 0), WIDE));
        Refused.with(
                "ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for GEOSEARCH",
                () -> redis.call("GEOSEARCH", "{g}", "BYRADIUS", "1", "KM", "ASC", "WITHDIST"));
        Refused.with(
                "ERR exactly one of BYRADIUS and BYBOX can be specified for GEOSEARCH",
                () -> redis.call("GEOSEARCH", "{g}", "FROMLONLAT", "1", "1", "ASC", "WITHDIST"));
        redis.set("{g}s", "x");
        Refused.asWrongType(() -> redis.geosearch("{g}s", ORIGIN, WIDE));
        Refused.asWrongType(() -> redis.geosearchstore("{g}d", "{g}s", ORIGIN, WIDE));
    }
}
