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
    private @Nullable BitmapFamily<K, V> bitmap;
    private @Nullable HyperLogLogFamily<K, V> hyperLogLog;
    private @Nullable GeoFamily<K, V> geo;
    private @Nullable GeoSearchFamily<K, V> geoSearch;
    private @Nullable GeoRadiusFamily<K, V> geoRadius;
    private @Nullable VectorSetFamily<K, V> vectorSet;
    private @Nullable StreamFamily<K, V> stream;
    private @Nullable StreamGroupFamily<K, V> streamGroup;
    private @Nullable StreamInfoFamily<K, V> streamInfo;
    private @Nullable ScriptingFamily<K, V> scripting;
    private @Nullable FunctionFamily<K, V> function;
    private @Nullable PubSubFamily<K, V> pubSub;
    private @Nullable SessionFamily<K, V> session;
    private @Nullable ConnectionFamily<K, V> connection;
    private @Nullable ServerFamily<K, V> server;
    private @Nullable DiagnosticsFamily<K, V> diagnostics;
    private @Nullable ConfigFamily<K, V> config;
    private @Nullable PersistenceFamily<K, V> persistence;
    private @Nullable ReplicationFamily<K, V> replication;
    private @Nullable AclFamily<K, V> acl;
    private @Nullable ClientFamily<K, V> client;
    private @Nullable CatalogFamily<K, V> catalog;
    private @Nullable ClusterFamily<K, V> cluster;
    private @Nullable ClusterAdministrationFamily<K, V> clusterAdministration;

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

    BitmapFamily<K, V> bitmap() {
        BitmapFamily<K, V> f = bitmap;
        return f != null ? f : (bitmap = new BitmapFamily<>(types));
    }

    HyperLogLogFamily<K, V> hyperLogLog() {
        HyperLogLogFamily<K, V> f = hyperLogLog;
        return f != null ? f : (hyperLogLog = new HyperLogLogFamily<>(types));
    }

    GeoFamily<K, V> geo() {
        GeoFamily<K, V> f = geo;
        return f != null ? f : (geo = new GeoFamily<>(types));
    }

    GeoSearchFamily<K, V> geoSearch() {
        GeoSearchFamily<K, V> f = geoSearch;
        return f != null ? f : (geoSearch = new GeoSearchFamily<>(types));
    }

    GeoRadiusFamily<K, V> geoRadius() {
        GeoRadiusFamily<K, V> f = geoRadius;
        return f != null ? f : (geoRadius = new GeoRadiusFamily<>(types));
    }

    VectorSetFamily<K, V> vectorSet() {
        VectorSetFamily<K, V> f = vectorSet;
        return f != null ? f : (vectorSet = new VectorSetFamily<>(types));
    }

    StreamFamily<K, V> stream() {
        StreamFamily<K, V> f = stream;
        return f != null ? f : (stream = new StreamFamily<>(types));
    }

    StreamGroupFamily<K, V> streamGroup() {
        StreamGroupFamily<K, V> f = streamGroup;
        return f != null ? f : (streamGroup = new StreamGroupFamily<>(types));
    }

    StreamInfoFamily<K, V> streamInfo() {
        StreamInfoFamily<K, V> f = streamInfo;
        return f != null ? f : (streamInfo = new StreamInfoFamily<>(types));
    }

    ScriptingFamily<K, V> scripting() {
        ScriptingFamily<K, V> f = scripting;
        return f != null ? f : (scripting = new ScriptingFamily<>(types));
    }

    FunctionFamily<K, V> function() {
        FunctionFamily<K, V> f = function;
        return f != null ? f : (function = new FunctionFamily<>(types));
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

    DiagnosticsFamily<K, V> diagnostics() {
        DiagnosticsFamily<K, V> f = diagnostics;
        return f != null ? f : (diagnostics = new DiagnosticsFamily<>(types));
    }

    ConfigFamily<K, V> config() {
        ConfigFamily<K, V> f = config;
        return f != null ? f : (config = new ConfigFamily<>(types));
    }

    PersistenceFamily<K, V> persistence() {
        PersistenceFamily<K, V> f = persistence;
        return f != null ? f : (persistence = new PersistenceFamily<>(types));
    }

    ReplicationFamily<K, V> replication() {
        ReplicationFamily<K, V> f = replication;
        return f != null ? f : (replication = new ReplicationFamily<>(types));
    }

    AclFamily<K, V> acl() {
        AclFamily<K, V> f = acl;
        return f != null ? f : (acl = new AclFamily<>(types));
    }

    ClientFamily<K, V> client() {
        ClientFamily<K, V> f = client;
        return f != null ? f : (client = new ClientFamily<>(types));
    }

    CatalogFamily<K, V> catalog() {
        CatalogFamily<K, V> f = catalog;
        return f != null ? f : (catalog = new CatalogFamily<>(types));
    }

    ClusterFamily<K, V> cluster() {
        ClusterFamily<K, V> f = cluster;
        return f != null ? f : (cluster = new ClusterFamily<>(types));
    }

    ClusterAdministrationFamily<K, V> clusterAdministration() {
        ClusterAdministrationFamily<K, V> f = clusterAdministration;
        return f != null ? f : (clusterAdministration = new ClusterAdministrationFamily<>(types));
    }
}
