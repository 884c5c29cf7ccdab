package dev.redstart.contract.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis Cluster on loopback: all slots served, every replica in step, every node of the same opinion. */
public final class RedisCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<RedisServer> nodes;

    private RedisCluster(List<RedisServer> nodes) {
        this.nodes = nodes;
    }

    /** At least 3 primaries, since redis-cli makes no smaller cluster. */
    public static RedisCluster start(int primaries, int replicasOfEach) {
        return start(primaries, replicasOfEach, UnaryOperator.identity());
    }

    /** The same with nodes of a special kind: {@code start(3, 1, node -> node.password("secret"))}. */
    public static RedisCluster start(int primaries, int replicasOfEach, UnaryOperator<RedisServerBuilder> kind) {
        RedisCluster cluster = new RedisCluster(new ArrayList<>());
        try {
            for (int i = 0; i < primaries * (1 + replicasOfEach); i++) {
                RedisServerBuilder node = kind.apply(RedisServer.builder()
                        .config("cluster-enabled", "yes")
                        .config("cluster-config-file", "nodes.conf")
                        .config("cluster-node-timeout", "2000")
                        .config("repl-diskless-sync-delay", "0"));
                cluster.nodes.add(node.start());
            }
            cluster.join(replicasOfEach);
            Await.until(LIMIT, () -> cluster.isWhole(replicasOfEach), cluster::notWhole);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** In the order they were made: the primaries of the beginning come first. */
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    /** Such as {@code redis-cluster://127.0.0.1:12345,127.0.0.1:12346}, all nodes. */
    public String uri() {
        return "redis-cluster://" + nodes.get(0).userInfo() + addresses(nodes, ",");
    }

    /** The node that serves {@code slot} now. */
    public RedisServer primaryOf(int slot) {
        return primaryOf(slot, running().findFirst().orElseThrow());
    }

    private RedisServer primaryOf(int slot, RedisServer asked) {
        for (Object range : (List<?>) reply(asked.call("CLUSTER", "SLOTS"))) {
            List<?> words = (List<?>) range;
            if ((Long) words.get(0) <= slot && slot <= (Long) words.get(1)) {
                Object port = ((List<?>) words.get(2)).get(1);
                return nodes.stream()
                        .filter(node -> port.equals((long) node.port()))
                        .findFirst()
                        .orElseThrow();
            }
        }
        throw new IllegalStateException("nobody serves slot " + slot);
    }

    /** All that serve slots now. */
    public List<RedisServer> primaries() {
        return running()
                .filter(node -> ((String) reply(node.call("INFO", "replication"))).contains("role:master"))
                .toList();
    }

    /** A move of {@code slot}, not begun yet. */
    public SlotMove move(int slot, RedisServer to) {
        return new SlotMove(this, slot, to);
    }

    /** Returns when all nodes agree that {@code primary} serves the slot. */
    void awaitPrimary(int slot, RedisServer primary) {
        Await.until(LIMIT, () -> running().allMatch(node -> primaryOf(slot, node) == primary), this::notWhole);
    }

    private Stream<RedisServer> running() {
        return nodes.stream().filter(RedisServer::isRunning);
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::askToStop);
        nodes.forEach(RedisServer::close);
    }

    private void join(int replicasOfEach) {
        RedisServer first = nodes.get(0);
        List<String> words = new ArrayList<>();
        first.password().ifPresent(secret -> words.addAll(List.of("--no-auth-warning", "-a", secret)));
        first.certificates()
                .ifPresent(own ->
                        words.addAll(List.of("--tls", "--cacert", own.caFile().toString())));
        words.addAll(List.of("--cluster", "create"));
        nodes.forEach(node -> words.add(node.host() + ":" + node.port()));
        words.addAll(List.of("--cluster-replicas", Integer.toString(replicasOfEach), "--cluster-yes"));
        Command.of(first.binaries().cli().toString()).with(words).run().orThrow();
    }

    private boolean isWhole(int replicasOfEach) {
        return nodes.stream().allMatch(node -> {
            String info = (String) reply(node.call("CLUSTER", "INFO"));
            String replication = (String) reply(node.call("INFO", "replication"));
            return info.contains("cluster_state:ok\r\n")
                    && info.contains("cluster_slots_ok:16384\r\n")
                    && info.contains("cluster_known_nodes:" + nodes.size() + "\r\n")
                    && !replication.contains("master_link_status:down")
                    && knowsReplicas(node, replicasOfEach);
        });
    }

    /** A node takes a replica for an idle primary until it hears from it. */
    private static boolean knowsReplicas(RedisServer node, int count) {
        return ((List<?>) reply(node.call("CLUSTER", "SLOTS")))
                .stream().allMatch(range -> ((List<?>) range).size() == 3 + count);
    }

    private RedisStartException notWhole() {
        return new RedisStartException(nodes.stream()
                .map(node -> node + " thinks:\n" + node.call("CLUSTER", "NODES") + node.logTail())
                .collect(Collectors.joining("\n", "The cluster does not come together\n", "")));
    }

    static Object reply(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("null instead of a reply");
        }
        return value;
    }

    static String addresses(List<RedisServer> servers, String between) {
        return servers.stream()
                .map(server -> String.format(Locale.ROOT, "%s:%d", server.host(), server.port()))
                .collect(Collectors.joining(between));
    }
}
