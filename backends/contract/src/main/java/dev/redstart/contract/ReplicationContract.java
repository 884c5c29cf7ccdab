package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.FailoverOptions;
import dev.redstart.Role;
import dev.redstart.spi.Feature;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who replicates whom: a server that stands alone. */
public abstract class ReplicationContract extends ContractSuite {

    protected ReplicationContract(TestBackend backend) {
        super(backend);
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "ROLE", alone = true)
    void itIsAPrimaryWithoutReplicas() {
        assertThat(redis.role()).isInstanceOfSatisfying(Role.Primary.class, primary -> {
            assertThat(primary.replicas()).isEqualTo(List.of());
            assertThat(primary.offset()).isNotNegative();
        });
    }

    @Test
    @Needs(
            value = Feature.MULTI_SLOT,
            commands = {"REPLICAOF", "ROLE"})
    void itStaysAPrimary() {
        redis.set("k", "v");
        redis.replicaofNoOne();
        Refused.with("ERR Invalid master port", () -> redis.call("REPLICAOF", "127.0.0.1", "nosuch"));
        assertThat(redis.role()).isInstanceOf(Role.Primary.class);
        assertThat(redis.get("k")).isEqualTo("v");
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "FAILOVER", alone = true)
    void itHasNobodyToHandOverTo() {
        String nobody = "ERR FAILOVER requires connected replicas.";
        Refused.with(nobody, () -> redis.failover());
        Refused.with(nobody, () -> redis.failover(FailoverOptions.to("127.0.0.1", 1)));
        Refused.with(
                nobody,
                () -> redis.failover(FailoverOptions.to("127.0.0.1", 1)
                        .within(Duration.ofMillis(100))
                        .force()));
        Refused.with("ERR FAILOVER timeout must be greater than 0", () -> redis.call("FAILOVER", "TIMEOUT", "0"));
        Refused.with("ERR No failover in progress.", () -> redis.failoverAbort());
    }
}
