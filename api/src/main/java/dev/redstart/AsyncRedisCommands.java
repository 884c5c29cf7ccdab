package dev.redstart;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All typed commands, each giving a {@link Result} that is to come. */
public interface AsyncRedisCommands<K, V>
        extends AsyncStringCommands<K, V>,
                AsyncKeyCommands<K, V>,
                AsyncExpiryCommands<K, V>,
                AsyncSortCommands<K, V>,
                AsyncHashCommands<K, V>,
                AsyncHashFieldExpiryCommands<K, V>,
                AsyncListCommands<K, V>,
                AsyncSetCommands<K, V>,
                AsyncSortedSetCommands<K, V>,
                AsyncSortedSetRangeCommands<K, V>,
                AsyncSortedSetAlgebraCommands<K, V>,
                AsyncBitmapCommands<K, V>,
                AsyncHyperLogLogCommands<K, V>,
                AsyncGeoCommands<K, V>,
                AsyncGeoSearchCommands<K, V>,
                AsyncGeoRadiusCommands<K, V>,
                AsyncVectorSetCommands<K, V>,
                AsyncStreamCommands<K, V>,
                AsyncStreamGroupCommands<K, V>,
                AsyncStreamInfoCommands<K, V>,
                AsyncScriptingCommands<K, V>,
                AsyncFunctionCommands<K, V>,
                AsyncPubSubCommands<K, V>,
                AsyncServerCommands<K, V>,
                AsyncDiagnosticsCommands<K, V>,
                AsyncConfigCommands<K, V>,
                AsyncPersistenceCommands<K, V>,
                AsyncReplicationCommands<K, V>,
                AsyncAclCommands<K, V>,
                AsyncClientCommands<K, V>,
                AsyncCatalogCommands<K, V>,
                AsyncClusterCommands<K, V>,
                AsyncClusterAdministrationCommands<K, V>,
                AsyncConnectionCommands<K, V> {

    /** Runs a script; in a pipeline and a transaction its text is sent, so that it cannot be missing on the server. */
    <T extends @Nullable Object> Result<T> run(Script<T> script, List<? extends K> keys, List<? extends V> arguments);

    /** Any command at all, with text arguments; see {@link TypedRedis#call(String, String...)}. */
    default Result<Reply> call(String command, String... arguments) {
        return call(CommandTable.request(command, arguments));
    }

    /** Any command at all; see {@link TypedRedis#call(Request)}. */
    default Result<Reply> call(Request request) {
        return send(Command.of(request, Decoders.reply()));
    }
}
