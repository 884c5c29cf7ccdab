package dev.redstart.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Redis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What the API knows of commands by name ({@code commands.txt}) is what a real server of Redis 8.0 says. Not part of
 * {@link RedisContract}: a driver of real servers adds it for one of its variants.
 *
 * <p>To regenerate the resource, let this fail: it leaves the new text in {@code target/commands.txt} of the module that
 * ran it, to be copied to {@code api/src/main/resources/dev/redstart/}.
 */
@Needs(version = "8.0", before = "8.1")
public abstract class CommandTableContract extends ContractSuite {

    private static final String RESOURCE = "/dev/redstart/commands.txt";

    protected CommandTableContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void theTableIsThatOfTheServer() throws IOException {
        String fresh = CommandTableText.of(redis.call("COMMAND"));
        if (!fresh.equals(resource()))
            Files.writeString(Files.createDirectories(Path.of("target")).resolve("commands.txt"), fresh);
        assertThat(resource()).isEqualTo(fresh);
    }

    private static String resource() throws IOException {
        try (InputStream in = Redis.class.getResourceAsStream(RESOURCE)) {
            assertThat(in).as(RESOURCE).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
