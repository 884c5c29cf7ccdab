package dev.redstart.engine;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;

/** The contract on the engine, in this JVM. */
class EngineContractTest extends RedisContract {

    EngineContractTest() {
        super(TestBackends.of("engine", "redstart:engine:mem:contract"));
    }
}
