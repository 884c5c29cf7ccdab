package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.command.SortedSetAdd.Rule;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Geohash;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Positions as members of a sorted set, whose scores are geohashes. {@link GeoSearch} finds those in an area. */
final class Geo {

    static final List<Command> COMMANDS = List.of(
            of("GEOADD", -5, "write denyoom", FIRST, Geo::geoadd),
            of("GEODIST", -4, "readonly", FIRST, Geo::geodist),
            of("GEOHASH", -2, "readonly", FIRST, Geo::geohash),
            of("GEOPOS", -2, "readonly", FIRST, Geo::geopos),
            of("GEORADIUS", -6, "write denyoom movablekeys", FIRST, call -> GeoSearch.radius(call, true)),
            of("GEORADIUSBYMEMBER", -5, "write denyoom movablekeys", FIRST, call -> GeoSearch.byMember(call, true)),
            of("GEORADIUSBYMEMBER_RO", -5, "readonly", FIRST, call -> GeoSearch.byMember(call, false)),
            of("GEORADIUS_RO", -6, "readonly", FIRST, call -> GeoSearch.radius(call, false)),
            of("GEOSEARCH", -7, "readonly", FIRST, GeoSearch::search),
            of("GEOSEARCHSTORE", -8, "write denyoom", range(1, 2, 1), GeoSearch::searchStore));

    private static final CommandError BAD_UNIT = Errors.of("ERR unsupported unit provided. please use M, KM, FT, MI");

    private Geo() {}

    /** How many metres the unit is. */
    static double unit(Call call, int i) {
        if (call.is(i, "M")) return 1;
        if (call.is(i, "KM")) return 1000;
        if (call.is(i, "FT")) return 0.3048;
        if (call.is(i, "MI")) return 1609.34;
        throw BAD_UNIT;
    }

    /** Longitude and latitude. */
    record Position(double longitude, double latitude) {

        static Position parse(Call call, int i) {
            double longitude = call.dbl(i);
            double latitude = call.dbl(i + 1);
            if (!Geohash.isPosition(longitude, latitude))
                throw Errors.of(
                        "ERR invalid longitude,latitude pair " + sixDigits(longitude) + "," + sixDigits(latitude));
            return new Position(longitude, latitude);
        }

        static Position ofScore(double score) {
            return new Position(Geohash.longitude(score), Geohash.latitude(score));
        }

        void reply(ReplySink reply) {
            reply.array(2);
            reply.dbl(longitude);
            reply.dbl(latitude);
        }

        private static String sixDigits(double d) {
            if (Double.isInfinite(d)) return d > 0 ? "inf" : "-inf";
            return new BigDecimal(d).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        }
    }

    /** A distance with four digits after the point, as a bulk string in both protocols. */
    static void replyDistance(ReplySink reply, double distance) {
        BigDecimal digits = BigDecimal.valueOf(Math.rint(distance * 10_000)).movePointLeft(4);
        reply.blob(digits.setScale(4, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static void geoadd(Call call) {
        Rule rule = new Rule();
        int first = 1;
        while (first < call.count() && rule.basicOption(call, first)) first++;
        int rest = call.count() - first;
        if (rest == 0 || rest % 3 != 0 || rule.contradictsItself()) throw Errors.SYNTAX;
        double[] scores = new double[rest / 3];
        for (int i = 0; i < scores.length; i++) {
            Position position = Position.parse(call, first + 3 * i);
            scores[i] = Geohash.score(position.longitude, position.latitude);
        }
        SortedSetAdd.add(call, rule, scores, first + 2, 3);
    }

    private static double score(@Nullable ZSetValue zset, byte[] member) {
        return zset == null ? Double.NaN : zset.score(member);
    }

    private static void geodist(Call call) {
        if (call.count() > 4) throw Errors.SYNTAX;
        double unit = call.count() == 4 ? unit(call, 3) : 1;
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        double first = score(zset, call.arg(1));
        double second = score(zset, call.arg(2));
        if (Double.isNaN(first) || Double.isNaN(second)) {
            call.reply().nullBulk();
            return;
        }
        double metres = Geohash.distance(
                Geohash.longitude(first), Geohash.latitude(first), Geohash.longitude(second), Geohash.latitude(second));
        replyDistance(call.reply(), metres / unit);
    }

    private static void geohash(Call call) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        call.reply().array(call.count() - 1);
        for (int i = 1; i < call.count(); i++) {
            double score = score(zset, call.arg(i));
            if (Double.isNaN(score)) call.reply().nullBulk();
            else call.reply().blob(Geohash.text(score));
        }
    }

    private static void geopos(Call call) {
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        call.reply().array(call.count() - 1);
        for (int i = 1; i < call.count(); i++) {
            double score = score(zset, call.arg(i));
            if (Double.isNaN(score)) call.reply().nullArray();
            else Position.ofScore(score).reply(call.reply());
        }
    }
}
