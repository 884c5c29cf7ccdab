package dev.redstart;

/** A unit of length. */
public enum GeoUnit {
    /** Metres. */
    M,
    /** Kilometres. */
    KM,
    /** International feet: 0.3048 metres. */
    FT,
    /** Miles: 1609.34 metres. */
    MI
}
