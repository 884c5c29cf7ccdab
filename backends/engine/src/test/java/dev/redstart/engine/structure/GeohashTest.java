package dev.redstart.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeohashTest {

    @Test
    void knownPlaces() {
        double palermo = Geohash.score(13.361389, 38.115556);
        assertThat((long) palermo).isEqualTo(3479099956230698L);
        assertThat(new String(Geohash.text(palermo))).isEqualTo("sqc8b49rny0");
        assertThat(Geohash.longitude(palermo)).isCloseTo(13.361389, within(1e-5));
        assertThat(Geohash.latitude(palermo)).isCloseTo(38.115556, within(1e-5));
        double catania = Geohash.score(15.087269, 37.502669);
        assertThat(Geohash.distance(
                        Geohash.longitude(palermo),
                        Geohash.latitude(palermo),
                        Geohash.longitude(catania),
                        Geohash.latitude(catania)))
                .isCloseTo(166_274.1516, within(1e-3));
    }

    @Test
    void thePolesAndWhatIsNoPositionAreRefused() {
        assertThat(Geohash.isPosition(180, 85.05112878)).isTrue();
        assertThat(Geohash.isPosition(0, 85.06)).isFalse();
        assertThat(Geohash.isPosition(-180.1, 0)).isFalse();
        assertThat(Geohash.isPosition(Double.NaN, 0)).isFalse();
    }

    /** What is within the shape lies in one of the cells to be searched, wherever the shape is. */
    @Test
    void theCellsCoverTheShape() {
        Seeded.run(2000, random -> {
            double longitude = random.nextDouble() * 340 - 170;
            double latitude = random.nextDouble() * 160 - 80;
            double size = Math.pow(10, random.nextDouble() * 5);
            GeoShape shape = random.nextBoolean()
                    ? GeoShape.circle(longitude, latitude, size)
                    : GeoShape.box(longitude, latitude, size, size * random.nextDouble());
            List<Geohash.Cell> cells = shape.cells();
            for (int i = 0; i < 20; i++) {
                double spread = size / 111_000 * 2;
                double x = longitude + (random.nextDouble() - 0.5) * spread / Math.cos(Math.toRadians(latitude));
                double y = latitude + (random.nextDouble() - 0.5) * spread;
                if (!Geohash.isPosition(x, y)) continue;
                double score = Geohash.score(x, y);
                if (Double.isNaN(shape.distanceWithin(Geohash.longitude(score), Geohash.latitude(score)))) continue;
                assertThat(cells).as("%s, %f %f", shape, x, y).anyMatch(cell -> cell.scores()
                        .contains(score));
            }
        });
    }
}
