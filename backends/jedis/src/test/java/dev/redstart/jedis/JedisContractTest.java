package dev.redstart.jedis;

import dev.redstart.contract.CommandTableContract;
import dev.redstart.contract.CompletenessCheck;
import dev.redstart.contract.CoverageCheck;
import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisServers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;

/** The contract on real Redis over RESP3; afterwards, whether the suites have sent everything there is. */
class JedisContractTest extends RedisContract {

    JedisContractTest() {
        super(TestBackends.of(
                "jedis/resp3", "redstart:jedis:" + RedisServers.shared().uri() + "/0"));
    }

    @Nested
    class TableOfCommands extends CommandTableContract {
        TableOfCommands() {
            super(backend());
        }
    }

    @Nested
    class Completeness extends CompletenessCheck {
        Completeness() {
            super(backend());
        }
    }

    @Nested
    @Order(Integer.MAX_VALUE)
    class Coverage extends CoverageCheck {
        Coverage() {
            super(backend());
        }
    }
}
