package dev.redstart.contract.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A primary, its replicas, and Sentinels that all know each other and all of them. The primary's name is {@value #NAME};
 * Sentinels agree by majority, and take a server for dead after two silent seconds.
 */
public final class RedisSentinels implements AutoCloseable {
    public static final String NAME = "mymaster";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();

    private RedisSentinels() {}

    public static RedisSentinels start(int replicas, int sentinelCount) {
        RedisSentinels all = new RedisSentinels();
        try {
            all.startServers(replicas);
            all.startSentinels(sentinelCount);
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** The server that the Sentinels call primary now; it changes with a failover. */
    public RedisServer primary() {
        List<?> address =
                (List<?>) RedisCluster.reply(sentinels.get(0).call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME));
        int port = Integer.parseInt((String) address.get(1));
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** All data servers; the first is the primary of the beginning. */
    public List<RedisServer> servers() {
        return List.copyOf(servers);
    }

    public List<RedisServer> sentinels() {
        return List.copyOf(sentinels);
    }

    /** Such as {@code redis-sentinel://127.0.0.1:12345,127.0.0.1:12346/mymaster}. */
    public String uri() {
        return "redis-sentinel://" + RedisCluster.addresses(sentinels, ",") + "/" + NAME;
    }

    @Override
    public void close() {
        List<RedisServer> all = new ArrayList<>(sentinels);
        all.addAll(servers);
        all.forEach(RedisServer::askToStop);
        all.forEach(RedisServer::close);
    }

    /** Replicas are in step before a Sentinel looks: it asks a primary for its replicas only every ten seconds. */
    private void startServers(int replicas) {
        RedisServer primary =
                RedisServer.builder().config("repl-diskless-sync-delay", "0").start();
        servers.add(primary);
        for (int i = 0; i < replicas; i++) {
            servers.add(RedisServer.builder()
                    .config("replicaof", primary.host(), Integer.toString(primary.port()))
                    .config("repl-diskless-sync-delay", "0")
                    .start());
        }
        for (RedisServer replica : servers.subList(1, servers.size())) {
            Await.until(
                    LIMIT,
                    () -> ((String) RedisCluster.reply(replica.call("INFO", "replication")))
                            .contains("master_link_status:up"),
                    () -> new RedisStartException(replica + " does not follow its primary:\n" + replica.logTail()));
        }
    }

    private void startSentinels(int count) {
        RedisServer primary = servers.get(0);
        String quorum = Integer.toString(count / 2 + 1);
        for (int i = 0; i < count; i++) {
            sentinels.add(RedisServer.builder()
                    .sentinel()
                    .config("sentinel", "monitor", NAME, primary.host(), Integer.toString(primary.port()), quorum)
                    .config("sentinel", "down-after-milliseconds", NAME, "2000")
                    .config("sentinel", "failover-timeout", NAME, "6000")
                    .start());
        }
        Await.until(
                LIMIT,
                () -> sentinels.stream().allMatch(this::knowsAll),
                () -> new RedisStartException(sentinels.stream()
                        .map(RedisServer::logTail)
                        .collect(Collectors.joining("\n", "The Sentinels do not agree\n", ""))));
    }

    private boolean knowsAll(RedisServer sentinel) {
        List<?> words = (List<?>) RedisCluster.reply(sentinel.call("SENTINEL", "MASTER", NAME));
        return field(words, "flags").equals("master")
                && field(words, "num-slaves").equals(Integer.toString(servers.size() - 1))
                && field(words, "num-other-sentinels").equals(Integer.toString(sentinels.size() - 1));
    }

    private static Object field(List<?> words, String name) {
        return words.get(words.indexOf(name) + 1);
    }
}
