package dev.redstart.engine.command;

import dev.redstart.engine.command.Geo.Position;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.GeoShape;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a search by area. They are checked even where the key does not exist, except for what depends on its
 * members.
 */
final class GeoQuery {

    /** Which words a command takes. */
    enum Form {
        RADIUS,
        RADIUS_WITHOUT_STORE,
        SEARCH,
        SEARCH_AND_STORE;

        boolean isSearch() {
            return this == SEARCH || this == SEARCH_AND_STORE;
        }
    }

    enum Sort {
        NONE,
        ASC,
        DESC
    }

    private static final CommandError NO_SUCH_MEMBER = Errors.of("ERR could not decode requested zset member");
    private static final CommandError RADIUS_NOT_A_NUMBER = Errors.of("ERR need numeric radius");
    private static final CommandError NEGATIVE_RADIUS = Errors.of("ERR radius cannot be negative");
    private static final CommandError WIDTH_NOT_A_NUMBER = Errors.of("ERR need numeric width");
    private static final CommandError HEIGHT_NOT_A_NUMBER = Errors.of("ERR need numeric height");
    private static final CommandError NEGATIVE_BOX = Errors.of("ERR height or width cannot be negative");
    private static final CommandError COUNT_NOT_POSITIVE = Errors.of("ERR COUNT must be > 0");
    private static final CommandError ANY_WITHOUT_COUNT = Errors.of("ERR the ANY argument requires COUNT argument");

    final @Nullable ZSetValue zset;
    private final Call call;
    final Form form;

    byte @Nullable [] target;
    boolean storeDistance;
    boolean withDistance;
    boolean withHash;
    boolean withCoordinates;
    boolean any;
    long count;
    Sort sort = Sort.NONE;
    double unit = 1;

    private @Nullable Position middle;
    private boolean fromMember;
    private boolean byRadius;
    private boolean byBox;
    private double width;
    private double height;

    GeoQuery(Call call, Form form, byte[] key) {
        this.call = call;
        this.form = form;
        this.zset = call.read(key, ZSetValue.class);
    }

    void at(int i) {
        middle = Position.parse(call, i);
    }

    /** The middle is a member; without a key there is none, and no middle is needed. */
    void atMember(int i) {
        fromMember = true;
        if (zset == null) return;
        double score = zset.score(call.arg(i));
        if (Double.isNaN(score)) throw NO_SUCH_MEMBER;
        middle = Position.ofScore(score);
    }

    void radius(int i) {
        double radius = call.dbl(i, RADIUS_NOT_A_NUMBER);
        if (radius < 0) throw NEGATIVE_RADIUS;
        unit = Geo.unit(call, i + 1);
        width = radius;
        byRadius = true;
    }

    private void box(int i) {
        width = call.dbl(i, WIDTH_NOT_A_NUMBER);
        height = call.dbl(i + 1, HEIGHT_NOT_A_NUMBER);
        if (width < 0 || height < 0) throw NEGATIVE_BOX;
        unit = Geo.unit(call, i + 2);
        byBox = true;
    }

    /** The options, from there on; then whether they go together. */
    void options(int from) {
        int i = from;
        while (i < call.count()) {
            int taken = flag(i) ? 1 : form.isSearch() ? searchOption(i) : storeOption(i);
            if (taken == 0) throw Errors.SYNTAX;
            i += taken;
        }
        check();
        // The nearest are asked for, unless any will do.
        if (count > 0 && sort == Sort.NONE && !any) sort = Sort.ASC;
    }

    private boolean flag(int i) {
        if (call.is(i, "WITHDIST")) return withDistance = true;
        if (call.is(i, "WITHHASH")) return withHash = true;
        if (call.is(i, "WITHCOORD")) return withCoordinates = true;
        if (call.is(i, "ANY")) return any = true;
        boolean ascending = call.is(i, "ASC");
        if (!ascending && !call.is(i, "DESC")) return false;
        sort = ascending ? Sort.ASC : Sort.DESC;
        return true;
    }

    /** How many arguments it took; 0 when it is no option. */
    private int countOption(int i) {
        if (!call.is(i, "COUNT") || !call.has(i, 1)) return 0;
        count = call.integer(i + 1);
        if (count <= 0) throw COUNT_NOT_POSITIVE;
        return 2;
    }

    private int storeOption(int i) {
        boolean distances = call.is(i, "STOREDIST");
        boolean store = (distances || call.is(i, "STORE")) && call.has(i, 1) && form == Form.RADIUS;
        if (!store) return countOption(i);
        target = call.arg(i + 1);
        storeDistance = distances;
        return 2;
    }

    private int searchOption(int i) {
        if (call.is(i, "STOREDIST") && form == Form.SEARCH_AND_STORE) {
            storeDistance = true;
            return 1;
        }
        if (call.is(i, "FROMMEMBER") && call.has(i, 1) && (middle == null || fromMember)) {
            atMember(i + 1);
            return 2;
        }
        if (call.is(i, "FROMLONLAT") && call.has(i, 2) && !fromMember) {
            at(i + 1);
            return 3;
        }
        if (call.is(i, "BYRADIUS") && call.has(i, 2) && !byBox) {
            radius(i + 1);
            return 3;
        }
        if (call.is(i, "BYBOX") && call.has(i, 3) && !byRadius) {
            box(i + 1);
            return 4;
        }
        return countOption(i);
    }

    private void check() {
        if (target != null && (withDistance || withHash || withCoordinates))
            throw Errors.of("ERR " + (form.isSearch() ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS")
                    + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
        String name = call.command().name();
        if (form.isSearch() && !fromMember && middle == null)
            throw Errors.of("ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for " + name);
        if (form.isSearch() && !byRadius && !byBox)
            throw Errors.of("ERR exactly one of BYRADIUS and BYBOX can be specified for " + name);
        if (any && count == 0) throw ANY_WITHOUT_COUNT;
    }

    /** Null without a middle, hence without a key. */
    @Nullable
    GeoShape shape() {
        if (middle == null) return null;
        return byBox
                ? GeoShape.box(middle.longitude(), middle.latitude(), width * unit, height * unit)
                : GeoShape.circle(middle.longitude(), middle.latitude(), width * unit);
    }
}
