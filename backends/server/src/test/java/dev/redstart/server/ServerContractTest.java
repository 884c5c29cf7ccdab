package dev.redstart.server;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackend;
import dev.redstart.contract.TestBackends;

/** The contract through the port by a driver of real Redis, over RESP3. */
class ServerContractTest extends RedisContract {

    ServerContractTest() {
        super(backend("jedis", "resp3"));
    }

    /** An engine behind a port for as long as the JVM lives, asked for no more than the engine itself says it has. */
    static TestBackend backend(String driver, String protocol) {
        String name = "server/" + driver + "/" + protocol;
        Redis engine = Redstart.open("redstart:engine:mem:" + name.replace('/', '-') + "?listen=127.0.0.1:0");
        int port = engine.unwrap(RespServer.class).port();
        String url = "redstart:" + driver + ":redis://127.0.0.1:" + port + "/0?protocol=" + protocol;
        return TestBackends.of(name, url, engine.capabilities());
    }
}
