package dev.redstart.bench.drivers;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce as it comes: one connection for all threads. Pipelines go by {@code dispatch(Collection)}: its switch for
 * flushing by hand is one for the whole connection, so threads that share it cannot use that.
 */
final class NativeLettuce implements Client {

    private static final StringCodec CODEC = StringCodec.UTF8;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> sync;

    NativeLettuce(Target target) {
        client = RedisClient.create(RedisURI.create(target.host(), target.port()));
        client.setOptions(ClientOptions.builder()
                .protocolVersion(target.resp3() ? ProtocolVersion.RESP3 : ProtocolVersion.RESP2)
                .build());
        connection = client.connect(CODEC);
        sync = connection.sync();
    }

    @Override
    public @Nullable String get(String key) {
        return sync.get(key);
    }

    @Override
    public void set(String key, String value) {
        sync.set(key, value);
    }

    @Override
    public List<@Nullable String> getAll(List<String> keys) {
        List<AsyncCommand<String, String, String>> commands = new ArrayList<>(keys.size());
        for (String key : keys)
            commands.add(command(CommandType.GET, new ValueOutput<>(CODEC), new CommandArgs<>(CODEC).addKey(key)));
        return results(commands);
    }

    @Override
    public void setAll(List<String> keys, String value) {
        List<AsyncCommand<String, String, String>> commands = new ArrayList<>(keys.size());
        for (String key : keys)
            commands.add(command(
                    CommandType.SET,
                    new StatusOutput<>(CODEC),
                    new CommandArgs<>(CODEC).addKey(key).addValue(value)));
        results(commands);
    }

    private static AsyncCommand<String, String, String> command(
            CommandType type, CommandOutput<String, String, String> output, CommandArgs<String, String> arguments) {
        return new AsyncCommand<>(new Command<>(type, output, arguments));
    }

    private List<@Nullable String> results(List<AsyncCommand<String, String, String>> commands) {
        connection.dispatch(commands);
        List<@Nullable String> values = new ArrayList<>(commands.size());
        for (AsyncCommand<String, String, String> command : commands)
            values.add(command.toCompletableFuture().join());
        return values;
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
