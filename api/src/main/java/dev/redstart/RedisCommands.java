package dev.redstart;

/** All typed commands, each sending and waiting. Methods are named after the commands of Redis. */
public interface RedisCommands<K, V>
        extends StringCommands<K, V>,
                KeyCommands<K, V>,
                ExpiryCommands<K, V>,
                SortCommands<K, V>,
                HashCommands<K, V>,
                HashFieldExpiryCommands<K, V>,
                ListCommands<K, V>,
                SetCommands<K, V>,
                SortedSetCommands<K, V>,
                SortedSetRangeCommands<K, V>,
                SortedSetAlgebraCommands<K, V>,
                BitmapCommands<K, V>,
                HyperLogLogCommands<K, V>,
                GeoCommands<K, V>,
                GeoSearchCommands<K, V>,
                GeoRadiusCommands<K, V>,
                VectorSetCommands<K, V>,
                ScriptingCommands<K, V>,
                FunctionCommands<K, V>,
                PubSubCommands<K, V>,
                ServerCommands<K, V>,
                ConnectionCommands<K, V>,
                ScanCommands<K, V> {}
