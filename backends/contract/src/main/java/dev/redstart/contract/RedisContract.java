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
            super(backend);
        }
    }
}
