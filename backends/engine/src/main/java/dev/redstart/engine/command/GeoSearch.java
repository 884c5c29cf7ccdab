package dev.redstart.engine.command;

import dev.redstart.engine.command.Geo.Position;
import dev.redstart.engine.command.GeoQuery.Form;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.GeoShape;
import dev.redstart.engine.structure.Geohash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Members whose positions lie in a circle or a rectangle: O(N + log M) for N of the M members in the cells around it. */
final class GeoSearch {

    private record Found(byte[] member, double score, Position position, double metres) {}

    private static final Comparator<Found> NEAREST = Comparator.comparingDouble(Found::metres);

    private GeoSearch() {}

    static void radius(Call call, boolean mayStore) {
        GeoQuery query = new GeoQuery(call, mayStore ? Form.RADIUS : Form.RADIUS_WITHOUT_STORE, call.arg(0));
        query.at(1);
        query.radius(3);
        query.options(5);
        run(call, query);
    }

    static void byMember(Call call, boolean mayStore) {
        GeoQuery query = new GeoQuery(call, mayStore ? Form.RADIUS : Form.RADIUS_WITHOUT_STORE, call.arg(0));
        query.atMember(1);
        // Without a key Redis does not look at the radius, either.
        if (query.zset != null) query.radius(2);
        query.options(4);
        run(call, query);
    }

    static void search(Call call) {
        GeoQuery query = new GeoQuery(call, Form.SEARCH, call.arg(0));
        query.options(1);
        run(call, query);
    }

    static void searchStore(Call call) {
        GeoQuery query = new GeoQuery(call, Form.SEARCH_AND_STORE, call.arg(1));
        query.target = call.arg(0);
        query.options(2);
        run(call, query);
    }

    private static void run(Call call, GeoQuery query) {
        List<Found> found = find(query);
        if (query.sort != GeoQuery.Sort.NONE)
            found.sort(query.sort == GeoQuery.Sort.ASC ? NEAREST : NEAREST.reversed());
        if (query.count > 0 && query.count < found.size()) found = found.subList(0, (int) query.count);
        byte[] target = query.target;
        if (target == null) reply(call.reply(), query, found);
        else store(call, query, target, found);
    }

    private static List<Found> find(GeoQuery query) {
        List<Found> found = new ArrayList<>();
        ZSetValue zset = query.zset;
        GeoShape shape = query.shape();
        if (zset == null || shape == null) return found;
        long limit = query.any ? query.count : Long.MAX_VALUE;
        for (Geohash.Cell cell : shape.cells()) {
            if (found.size() >= limit) break;
            ZSetCursor c = zset.walk(zset.ranks(cell.scores()), false);
            while (found.size() < limit && c.next()) {
                Position position = Position.ofScore(c.score());
                double metres = shape.distanceWithin(position.longitude(), position.latitude());
                if (!Double.isNaN(metres)) found.add(new Found(c.member(), c.score(), position, metres));
            }
        }
        return found;
    }

    private static void reply(ReplySink reply, GeoQuery query, List<Found> found) {
        int parts = 1 + (query.withDistance ? 1 : 0) + (query.withHash ? 1 : 0) + (query.withCoordinates ? 1 : 0);
        reply.array(found.size());
        for (Found one : found) {
            if (parts > 1) reply.array(parts);
            reply.blob(one.member);
            if (query.withDistance) Geo.replyDistance(reply, one.metres / query.unit);
            if (query.withHash) reply.integer((long) one.score);
            if (query.withCoordinates) one.position.reply(reply);
        }
    }

    private static void store(Call call, GeoQuery query, byte[] target, List<Found> found) {
        if (!found.isEmpty()) {
            ZSetValue made = ZSetValue.emptyTable();
            for (Found one : found)
                made.put(one.member, query.storeDistance ? one.metres / query.unit : one.score, call.limits());
            made.compact(call.limits());
            call.db().set(target, made);
            call.changed(target, EventClass.ZSET, query.form.isSearch() ? "geosearchstore" : "georadiusstore");
        } else if (call.db().remove(target) != null) {
            call.changed(target, EventClass.GENERIC, "del");
        }
        call.reply().integer(found.size());
    }
}
