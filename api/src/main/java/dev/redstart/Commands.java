package dev.redstart;

import dev.redstart.spi.Capabilities;
import org.jspecify.annotations.Nullable;

/**
 * The command families of one view, each made when it is first used: opening a handle costs nothing for commands that it
 * never sends. The fields are not volatile on purpose: a family is immutable, and two threads that both make one do no harm.
 */
public final class Commands<K, V> {

    final Types<K, V> types;
    private @Nullable StringFamily<K, V> string;
    private @Nullable KeyFamily<K, V> key;
    private @Nullable ExpiryFamily<K, V> expiry;
    private @Nullable SortFamily<K, V> sort;
    private @Nullable HashFamily<K, V> hash;
    private @Nullable HashFieldExpiryFamily<K, V> hashFieldExpiry;
    private @Nullable ListFamily<K, V> list;
    private @Nullable SetFamily<K, V> set;
    private @Nullable SortedSetFamily<K, V> sortedSet;
    private @Nullable SortedSetRangeFamily<K, V> sortedSetRange;
    private @Nullable SortedSetAlgebraFamily<K, V> sortedSetAlgebra;
    private @Nullable ScriptingFamily<K, V> scripting;
    private @Nullable PubSubFamily<K, V> pubSub;
    private @Nullable SessionFamily<K, V> session;
    private @Nullable ConnectionFamily<K, V> connection;
    private @Nullable ServerFamily<K, V> server;

    /** {@code backend} is what errors name; null for commands that belong to none yet. */
    Commands(Codec<K> keyCodec, Codec<V> valueCodec, @Nullable Capabilities backend) {
        types = new Types<>(keyCodec, valueCodec, backend);
    }

    StringFamily<K, V> string() {
        StringFamily<K, V> f = string;
        return f != null ? f : (string = new StringFamily<>(types));
    }

    KeyFamily<K, V> key() {
        KeyFamily<K, V> f = key;
        return f != null ? f : (key = new KeyFamily<>(types));
    }

    ExpiryFamily<K, V> expiry() {
        ExpiryFamily<K, V> f = expiry;
        return f != null ? f : (expiry = new ExpiryFamily<>(types));
    }

    SortFamily<K, V> sort() {
        SortFamily<K, V> f = sort;
        return f != null ? f : (sort = new SortFamily<>(types));
    }

    HashFamily<K, V> hash() {
        HashFamily<K, V> f = hash;
        return f != null ? f : (hash = new HashFamily<>(types));
    }

    HashFieldExpiryFamily<K, V> hashFieldExpiry() {
        HashFieldExpiryFamily<K, V> f = hashFieldExpiry;
        return f != null ? f : (hashFieldExpiry = new HashFieldExpiryFamily<>(types));
    }

    ListFamily<K, V> list() {
        ListFamily<K, V> f = list;
        return f != null ? f : (list = new ListFamily<>(types));
    }

    SetFamily<K, V> set() {
        SetFamily<K, V> f = set;
        return f != null ? f : (set = new SetFamily<>(types));
    }

    SortedSetFamily<K, V> sortedSet() {
        SortedSetFamily<K, V> f = sortedSet;
        return f != null ? f : (sortedSet = new SortedSetFamily<>(types));
    }

    SortedSetRangeFamily<K, V> sortedSetRange() {
        SortedSetRangeFamily<K, V> f = sortedSetRange;
        return f != null ? f : (sortedSetRange = new SortedSetRangeFamily<>(types));
    }

    SortedSetAlgebraFamily<K, V> sortedSetAlgebra() {
        SortedSetAlgebraFamily<K, V> f = sortedSetAlgebra;
        return f != null ? f : (sortedSetAlgebra = new SortedSetAlgebraFamily<>(types));
    }

    ScriptingFamily<K, V> scripting() {
        ScriptingFamily<K, V> f = scripting;
        return f != null ? f : (scripting = new ScriptingFamily<>(types));
    }

    PubSubFamily<K, V> pubSub() {
        PubSubFamily<K, V> f = pubSub;
        return f != null ? f : (pubSub = new PubSubFamily<>(types));
    }

    SessionFamily<K, V> session() {
        SessionFamily<K, V> f = session;
        return f != null ? f : (session = new SessionFamily<>(types));
    }

    ConnectionFamily<K, V> connection() {
        ConnectionFamily<K, V> f = connection;
        return f != null ? f : (connection = new ConnectionFamily<>(types));
    }

    ServerFamily<K, V> server() {
        ServerFamily<K, V> f = server;
        return f != null ? f : (server = new ServerFamily<>(types));
    }
}
