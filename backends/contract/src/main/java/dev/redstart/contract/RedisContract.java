package dev.redstart.contract;

import org.junit.jupiter.api.Nested;
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
public abstract class RedisContract {

    private final TestBackend backend;

    protected RedisContract(TestBackend backend) {
        this.backend = backend;
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
    class Scripting extends ScriptingContract {
        Scripting() {
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
}
