package dev.redstart.engine.structure;

import java.util.ArrayList;
import java.util.List;

/**
 * A circle or a rectangle around a position, in metres: which cells of the geohash cover it, and which positions are in it.
 *
 * <p>Cells are taken of about the size of the shape, the one with the middle and its eight neighbours; where these do not
 * reach to its edge, of the next greater size; neighbours that lie wholly beyond an edge are left out.
 *
 * @param width of a rectangle; for a circle its diameter
 * @param height of a rectangle; for a circle its diameter
 */
public record GeoShape(boolean circle, double longitude, double latitude, double width, double height) {

    /** Half the circumference of the map at the equator, in metres. */
    private static final double MERCATOR_MAX = 20_037_726.37;

    /** The order in which neighbours are searched: it is that of the results when no other is asked for. */
    private static final int[][] SEARCHED = {
        {0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}
    };

    public static GeoShape circle(double longitude, double latitude, double radius) {
        return new GeoShape(true, longitude, latitude, 2 * radius, 2 * radius);
    }

    public static GeoShape box(double longitude, double latitude, double width, double height) {
        return new GeoShape(false, longitude, latitude, width, height);
    }

    /** Distance of a position from the middle in metres; NaN when it is outside. */
    public double distanceWithin(double longitude, double latitude) {
        if (!circle) {
            if (Geohash.distance(latitude, this.latitude) > height / 2) return Double.NaN;
            if (Geohash.distance(longitude, latitude, this.longitude, latitude) > width / 2) return Double.NaN;
        }
        double distance = Geohash.distance(this.longitude, this.latitude, longitude, latitude);
        return circle && distance > width / 2 ? Double.NaN : distance;
    }

    /** Degrees that the shape reaches to. */
    private record Bounds(double west, double south, double east, double north) {}

    private Bounds bounds() {
        double up = Geohash.degrees(height / 2 / Geohash.EARTH_RADIUS);
        // Meridians draw together towards the pole, so the side that is nearer to it is the wider one in degrees.
        double nearer = latitude < 0 ? latitude - up : latitude + up;
        double aside = Geohash.degrees(width / 2 / Geohash.EARTH_RADIUS / Math.cos(Geohash.radians(nearer)));
        return new Bounds(longitude - aside, latitude - up, longitude + aside, latitude + up);
    }

    /** The cells to search, in that order. Two that follow one another are never the same. */
    public List<Geohash.Cell> cells() {
        Bounds bounds = bounds();
        int steps = estimatedSteps();
        Geohash.Cell middle = Geohash.Cell.of(longitude, latitude, steps);
        if (steps > 1 && !reaches(middle, bounds)) middle = Geohash.Cell.of(longitude, latitude, --steps);
        List<Geohash.Cell> cells = new ArrayList<>(SEARCHED.length);
        for (int i = 0; i < SEARCHED.length; i++) {
            int east = SEARCHED[i][0];
            int north = SEARCHED[i][1];
            boolean useless = steps >= 2 && isBeyond(middle, bounds, east, north);
            Geohash.Cell cell = middle.neighbour(east, north);
            // Of few and great cells several neighbours are one. The first neighbour is searched all the same.
            boolean again = cells.size() > 1 && cells.get(cells.size() - 1).equals(cell);
            if (!useless && !again) cells.add(cell);
        }
        return cells;
    }

    private int estimatedSteps() {
        double radius = circle ? width / 2 : Math.sqrt(width / 2 * (width / 2) + height / 2 * (height / 2));
        if (radius == 0) return Geohash.STEPS;
        int steps = 1;
        for (double r = radius; r < MERCATOR_MAX; r *= 2) steps++;
        // Two less, so that the search is covered also when its middle is at the edge of a cell.
        steps -= 2;
        if (Math.abs(latitude) > 66) steps--;
        if (Math.abs(latitude) > 80) steps--;
        return Math.min(Geohash.STEPS, Math.max(1, steps));
    }

    private static boolean reaches(Geohash.Cell middle, Bounds bounds) {
        return middle.neighbour(0, 1).north() >= bounds.north
                && middle.neighbour(0, -1).south() <= bounds.south
                && middle.neighbour(1, 0).east() >= bounds.east
                && middle.neighbour(-1, 0).west() <= bounds.west;
    }

    /** Whether the middle cell reaches further than the shape on a side where the neighbour lies. */
    private static boolean isBeyond(Geohash.Cell middle, Bounds bounds, int east, int north) {
        return north < 0 && middle.south() < bounds.south
                || north > 0 && middle.north() > bounds.north
                || east < 0 && middle.west() < bounds.west
                || east > 0 && middle.east() > bounds.east;
    }
}
