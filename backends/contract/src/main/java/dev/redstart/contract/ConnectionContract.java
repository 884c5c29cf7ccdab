package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Bytes;
import dev.redstart.spi.UnsupportedCommandException;
import org.junit.jupiter.api.Test;

/** Whether the server is there, and what a shared connection must not be asked for. */
public abstract class ConnectionContract extends ContractSuite {

    protected ConnectionContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void pingIsAnswered() {
        assertThat(redis.ping()).isEqualTo("PONG");
        assertThat(redis.ping("hello")).isEqualTo("hello");
        assertThat(redis.ping("")).isEmpty();
    }

    @Test
    void aMessageComesBack() {
        assertThat(redis.echo("hello")).isEqualTo("hello");
        Bytes bytes = Bytes.of((byte) 0, (byte) '\r', (byte) '\n', (byte) 0xFF);
        assertThat(binary().echo(bytes)).isEqualTo(bytes);
        assertThat(binary().ping(bytes)).isEqualTo(bytes);
    }

    @Test
    void aLongMessageComesBack() {
        String megabyte = "0123456789abcdef".repeat(65536);
        assertThat(redis.echo(megabyte)).isEqualTo(megabyte);
    }

    @Test
    void whatChangesTheConnectionNeedsASession() {
        String[][] commands = {
            {"SELECT", "1"},
            {"AUTH", "x"},
            {"HELLO"},
            {"RESET"},
            {"WATCH", "k"},
            {"UNWATCH"},
            {"MULTI"},
            {"EXEC"},
            {"DISCARD"},
            {"CLIENT", "SETNAME", "x"},
            {"CLIENT", "REPLY", "OFF"},
            {"CLIENT", "TRACKING", "ON"},
            {"SUBSCRIBE", "c"},
            {"MONITOR"},
            {"READONLY"},
            {"QUIT"}
        };
        for (String[] command : commands) {
            String[] arguments = java.util.Arrays.copyOfRange(command, 1, command.length);
            assertThatThrownBy(() -> redis.call(command[0], arguments))
                    .as(String.join(" ", command))
                    .isInstanceOf(UnsupportedCommandException.class)
                    .hasMessageContaining(command[0]);
        }
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    @Test
    void wrongNumbersOfArgumentsAreRefused() {
        Refused.with("ERR wrong number of arguments for 'echo' command", () -> redis.call("ECHO"));
        Refused.with("ERR wrong number of arguments for 'ping' command", () -> redis.call("PING", "a", "b"));
    }
}
