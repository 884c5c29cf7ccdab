package dev.redstart.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;

/**
 * Everything a backend must do. To run it on yours, extend this once per variant:
 *
 * <pre>{@code
 * class MyDriverContractTest extends RedisContract {
 *     MyDriverContractTest() {
 *         super(TestBackends.of("mydriver", "redstart:mydriver:redis://127.0.0.1:6379/0"));
 *     }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
public abstract class RedisContract {

    private final TestBackend backend;

    protected RedisContract(TestBackend backend) {
        this.backend = backend;
    }

    /** For suites that one variant has beyond those here. */
    protected final TestBackend backend() {
        return backend;
    }

    @AfterAll
    void closeBackend() {
        backend.close();
        ContractReport.print(backend.name());
    }

    @Nested
    class Strings extends StringContract {
        Strings() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class StringExpiry extends StringExpiryContract {
        StringExpiry() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Counters extends CounterContract {
        Counters() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class LongestCommonSubsequences extends LcsContract {
        LongestCommonSubsequences() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Keys extends KeyContract {
        Keys() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class KeyTransfers extends KeyTransferContract {
        KeyTransfers() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Expiries extends ExpiryContract {
        Expiries() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Scans extends ScanContract {
        Scans() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Sorting extends SortContract {
        Sorting() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Servers extends ServerContract {
        Servers() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Diagnostics extends DiagnosticsContract {
        Diagnostics() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Configuration extends ConfigContract {
        Configuration() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Persistence extends PersistenceContract {
        Persistence() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Replication extends ReplicationContract {
        Replication() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Users extends AclContract {
        Users() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Clients extends ClientContract {
        Clients() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Tracking extends TrackingContract {
        Tracking() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Catalog extends CatalogContract {
        Catalog() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class ClusterDisabled extends ClusterDisabledContract {
        ClusterDisabled() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Monitor extends MonitorContract {
        Monitor() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Hashes extends HashContract {
        Hashes() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class HashFieldExpiry extends HashFieldExpiryContract {
        HashFieldExpiry() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class HashFieldReadWrite extends HashFieldReadWriteContract {
        HashFieldReadWrite() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Lists extends ListContract {
        Lists() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class BlockingLists extends BlockingListContract {
        BlockingLists() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Sets extends SetContract {
        Sets() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class SortedSets extends SortedSetContract {
        SortedSets() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class SortedSetScores extends SortedSetScoreContract {
        SortedSetScores() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class SortedSetRanges extends SortedSetRangeContract {
        SortedSetRanges() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class SortedSetAlgebra extends SortedSetAlgebraContract {
        SortedSetAlgebra() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class BlockingSortedSets extends BlockingSortedSetContract {
        BlockingSortedSets() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Streams extends StreamContract {
        Streams() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class StreamTrims extends StreamTrimContract {
        StreamTrims() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class StreamReads extends StreamReadContract {
        StreamReads() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class StreamGroups extends StreamGroupContract {
        StreamGroups() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class StreamClaims extends StreamClaimContract {
        StreamClaims() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class StreamInfos extends StreamInfoContract {
        StreamInfos() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Scripting extends ScriptingContract {
        Scripting() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Bitmaps extends BitmapContract {
        Bitmaps() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Bitfields extends BitfieldContract {
        Bitfields() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class HyperLogLogs extends HyperLogLogContract {
        HyperLogLogs() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class GeoIndexes extends GeoContract {
        GeoIndexes() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class GeoSearches extends GeoSearchContract {
        GeoSearches() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class GeoRadiusSearches extends GeoRadiusContract {
        GeoRadiusSearches() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class VectorSets extends VectorSetContract {
        VectorSets() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Functions extends FunctionContract {
        Functions() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class PubSubCommands extends PubSubCommandContract {
        PubSubCommands() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Connections extends ConnectionContract {
        Connections() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Sessions extends SessionContract {
        Sessions() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Pipelines extends PipelineContract {
        Pipelines() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Transactions extends TransactionContract {
        Transactions() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class WatchedKeys extends WatchContract {
        WatchedKeys() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class PublishAndSubscribe extends PubSubContract {
        PublishAndSubscribe() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Blocking extends BlockingContract {
        Blocking() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Errors extends ErrorContract {
        Errors() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Codecs extends CodecContract {
        Codecs() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class RawCalls extends RawContract {
        RawCalls() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class SessionStates extends SessionStateContract {
        SessionStates() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        Lifecycle() {
            super(RedisContract.this.backend);
        }
    }

    @Nested
    class Listeners extends CommandListenerContract {
        Listeners() {
            super(RedisContract.this.backend);
        }
    }
}
