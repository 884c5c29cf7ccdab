package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;

/**
 * A place on the earth, in degrees; the longitude comes first. Redis takes longitudes from -180 to 180 and latitudes from
 * -85.05112878 to 85.05112878 (those of the Mercator projection's square), and keeps them as cells of less than a metre, so
 * what it gives back is not exactly what it was given.
 *
 * @param longitude degrees east of Greenwich
 * @param latitude  degrees north of the equator
 */
public record GeoCoordinates(double longitude, double latitude) {

    static GeoCoordinates decode(Reply reply) {
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("a longitude and a latitude", reply);
        return new GeoCoordinates(
                Decoders.decimal().decode(two.get(0)), Decoders.decimal().decode(two.get(1)));
    }

    void appendTo(CommandBuilder<?, ?> command) {
        command.number(longitude).number(latitude);
    }
}
