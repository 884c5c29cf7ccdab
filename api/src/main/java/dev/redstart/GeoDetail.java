package dev.redstart;

/** What a search in an area is to tell of each member; in the order in which replies have it. */
public enum GeoDetail {
    /** How far it is from the centre, in the unit of the search ({@code WITHDIST}). */
    DISTANCE("WITHDIST"),
    /** The cell that it is in, as a number of 52 bits: its score in the sorted set ({@code WITHHASH}). */
    HASH("WITHHASH"),
    /** Where it is ({@code WITHCOORD}). */
    COORDINATES("WITHCOORD");

    final String word;

    GeoDetail(String word) {
        this.word = word;
    }
}
