package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Strings: one value under one key. */
public abstract class StringContract extends ContractSuite {

    protected StringContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void aMessageComesBack() {
        assertThat(redis.echo("hello")).isEqualTo("hello");
    }
}
