package dev.redstart.engine.structure;

import java.nio.charset.StandardCharsets;

/**
 * Positions on the globe as one number each, near ones mostly with near numbers: longitude and latitude are halved in turn,
 * and the halves chosen are the bits (G. Morton 1966; G. Niemeyer's geohash 2008). With 26 halvings of each, a position is
 * a whole number below 2^52, which a double holds exactly: a sorted set's score.
 *
 * <p>Latitudes end at 85.05112878 degrees, as on a Mercator map.
 */
public final class Geohash {

    public static final double MIN_LONGITUDE = -180;
    public static final double MAX_LONGITUDE = 180;
    public static final double MIN_LATITUDE = -85.05112878;
    public static final double MAX_LATITUDE = 85.05112878;

    /** Halvings of a score. */
    public static final int STEPS = 26;

    /** Metres. */
    static final double EARTH_RADIUS = 6_372_797.560856;

    private static final double DEGREE = Math.PI / 180;
    private static final byte[] ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);

    private Geohash() {}

    /** A rectangle of the map that one hash of so many halvings stands for. */
    public record Cell(long bits, int steps) {

        static Cell of(double longitude, double latitude, int steps) {
            return new Cell(
                    interleaved(longitude, MIN_LONGITUDE, MAX_LONGITUDE, latitude, MIN_LATITUDE, MAX_LATITUDE, steps),
                    steps);
        }

        /**
         * The cell so many to the east and to the north; beyond an edge it goes on at the opposite one. On the very edge
         * of the map a cell lies outside of it, and stays there along an axis that it does not move on.
         */
        Cell neighbour(int east, int north) {
            return new Cell(spread(moved(squeeze(bits >>> 1), east)) << 1 | spread(moved(squeeze(bits), north)), steps);
        }

        private long moved(long at, int by) {
            return by == 0 ? at : at + by & (1L << steps) - 1;
        }

        double west() {
            return MIN_LONGITUDE + squeeze(bits >>> 1) * 1.0 / (1L << steps) * (MAX_LONGITUDE - MIN_LONGITUDE);
        }

        double east() {
            return MIN_LONGITUDE + (squeeze(bits >>> 1) + 1) * 1.0 / (1L << steps) * (MAX_LONGITUDE - MIN_LONGITUDE);
        }

        double south() {
            return MIN_LATITUDE + squeeze(bits) * 1.0 / (1L << steps) * (MAX_LATITUDE - MIN_LATITUDE);
        }

        double north() {
            return MIN_LATITUDE + (squeeze(bits) + 1) * 1.0 / (1L << steps) * (MAX_LATITUDE - MIN_LATITUDE);
        }

        /** The scores of the positions in it. */
        public ScoreRange scores() {
            int shift = 2 * (STEPS - steps);
            return new ScoreRange(bits << shift, false, bits + 1 << shift, true);
        }
    }

    /** Whether it can be stored; NaN cannot. */
    public static boolean isPosition(double longitude, double latitude) {
        return longitude >= MIN_LONGITUDE
                && longitude <= MAX_LONGITUDE
                && latitude >= MIN_LATITUDE
                && latitude <= MAX_LATITUDE;
    }

    public static double score(double longitude, double latitude) {
        return Cell.of(longitude, latitude, STEPS).bits;
    }

    /** Any score is taken for one, also such as no position has: its lowest 64 bits count, as in C. */
    private static Cell cell(double score) {
        if (score < 0x1p63) return new Cell(score < -0x1p63 ? Long.MIN_VALUE : (long) score, STEPS);
        return new Cell(score < 0x1p64 ? (long) (score - 0x1p63) ^ Long.MIN_VALUE : 0, STEPS);
    }

    /** Longitude of the middle of the cell that the score stands for. */
    public static double longitude(double score) {
        Cell cell = cell(score);
        return Math.min(MAX_LONGITUDE, Math.max(MIN_LONGITUDE, (cell.west() + cell.east()) / 2));
    }

    /** Latitude of the middle of the cell that the score stands for. */
    public static double latitude(double score) {
        Cell cell = cell(score);
        return Math.min(MAX_LATITUDE, Math.max(MIN_LATITUDE, (cell.south() + cell.north()) / 2));
    }

    /** Eleven letters as other programs read them: over latitudes up to 90 degrees, the last always 0. */
    public static byte[] text(double score) {
        long bits = interleaved(longitude(score), MIN_LONGITUDE, MAX_LONGITUDE, latitude(score), -90, 90, STEPS);
        byte[] text = new byte[11];
        for (int i = 0; i < 10; i++) text[i] = ALPHABET[(int) (bits >> 47 - 5 * i) & 31];
        text[10] = ALPHABET[0];
        return text;
    }

    private static long interleaved(
            double longitude, double west, double east, double latitude, double south, double north, int steps) {
        double x = (longitude - west) / (east - west) * (1L << steps);
        double y = (latitude - south) / (north - south) * (1L << steps);
        return spread((long) y) | spread((long) x) << 1;
    }

    /** The lower 32 bits with a 0 before each. */
    private static long spread(long n) {
        long x = n & 0xFFFFFFFFL;
        x = (x | x << 16) & 0x0000FFFF0000FFFFL;
        x = (x | x << 8) & 0x00FF00FF00FF00FFL;
        x = (x | x << 4) & 0x0F0F0F0F0F0F0F0FL;
        x = (x | x << 2) & 0x3333333333333333L;
        return (x | x << 1) & 0x5555555555555555L;
    }

    /** Undoes {@link #spread}: every second bit. */
    private static long squeeze(long n) {
        long x = n & 0x5555555555555555L;
        x = (x | x >> 1) & 0x3333333333333333L;
        x = (x | x >> 2) & 0x0F0F0F0F0F0F0F0FL;
        x = (x | x >> 4) & 0x00FF00FF00FF00FFL;
        x = (x | x >> 8) & 0x0000FFFF0000FFFFL;
        return (x | x >> 16) & 0x00000000FFFFFFFFL;
    }

    static double radians(double degrees) {
        return degrees * DEGREE;
    }

    static double degrees(double radians) {
        return radians / DEGREE;
    }

    /** Metres between two positions on a sphere, by the haversine formula. */
    public static double distance(double longitude1, double latitude1, double longitude2, double latitude2) {
        double v = Math.sin((radians(longitude2) - radians(longitude1)) / 2);
        if (v == 0) return distance(latitude1, latitude2);
        double first = radians(latitude1);
        double second = radians(latitude2);
        double u = Math.sin((second - first) / 2);
        double a = u * u + Math.cos(first) * Math.cos(second) * v * v;
        return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(a));
    }

    /** Metres between two latitudes. */
    static double distance(double latitude1, double latitude2) {
        return EARTH_RADIUS * Math.abs(radians(latitude2) - radians(latitude1));
    }
}
