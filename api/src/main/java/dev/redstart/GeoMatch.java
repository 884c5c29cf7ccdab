package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member that was found in an area, with the {@linkplain GeoDetail details} that were asked for; the others are null.
 *
 * @param member      the member
 * @param distance    from the centre, in the unit of the search
 * @param hash        the cell that it is in, as a number of 52 bits
 * @param coordinates where it is
 */
public record GeoMatch<V>(
        V member, @Nullable Double distance, @Nullable Long hash, @Nullable GeoCoordinates coordinates) {

    /** Ends a search by the words for these details, at least one; null as its reply becomes an empty list. */
    static <K, V> Command<List<GeoMatch<V>>> asked(
            CommandBuilder<K, V> search, Decoder<V> member, GeoDetail... details) {
        if (details.length == 0) throw new IllegalArgumentException("needs at least one detail");
        // Each once, in the order in which replies have them.
        EnumSet<GeoDetail> distinct = EnumSet.copyOf(Arrays.asList(details));
        for (GeoDetail detail : distinct) search.word(detail.word);
        return search.returning(Decoders.list(reply -> decode(reply, member, distinct)));
    }

    private static <V> GeoMatch<V> decode(Reply reply, Decoder<V> member, EnumSet<GeoDetail> details) {
        List<Reply> parts = Decoders.elements(reply);
        if (parts.size() != 1 + details.size()) throw new UnexpectedReply("a member with " + details, reply);
        Iterator<Reply> part = parts.iterator();
        return new GeoMatch<>(
                member.decode(part.next()),
                details.contains(GeoDetail.DISTANCE) ? Decoders.decimal().decode(part.next()) : null,
                details.contains(GeoDetail.HASH) ? Decoders.integer().decode(part.next()) : null,
                details.contains(GeoDetail.COORDINATES) ? GeoCoordinates.decode(part.next()) : null);
    }
}
