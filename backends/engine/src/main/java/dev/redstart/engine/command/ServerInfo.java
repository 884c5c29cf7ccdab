package dev.redstart.engine.command;

import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.AccessControl;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Loading;
import dev.redstart.engine.dispatch.Memory;
import dev.redstart.engine.dispatch.PubSub;
import dev.redstart.engine.dispatch.Saves;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.script.Scripting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * INFO: what the engine has to say about itself, by sections, in Redis' words and order. Lines about what the engine does
 * not have (an allocator of its own, forks, replicas, modules) are left out, or say that there is none where monitoring
 * tools rely on them. {@code used_memory} is what {@code maxmemory} limits, the engine's own account; what the system sees
 * ({@code rss}, fragmentation) is the JVM's heap, with garbage that waits to be collected.
 */
final class ServerInfo {

    private static final Map<String, Consumer<ServerInfo>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("server", ServerInfo::server);
        SECTIONS.put("clients", ServerInfo::clients);
        SECTIONS.put("memory", ServerInfo::memory);
        SECTIONS.put("persistence", ServerInfo::persistence);
        SECTIONS.put("stats", ServerInfo::stats);
        SECTIONS.put("replication", ServerInfo::replication);
        SECTIONS.put("cpu", ServerInfo::cpu);
        SECTIONS.put("modules", info -> info.text.head("Modules"));
        SECTIONS.put("commandstats", info -> CommandStatistics.calls(info.text, info.dispatcher));
        SECTIONS.put("errorstats", info -> CommandStatistics.errors(info.text, info.dispatcher));
        SECTIONS.put("latencystats", info -> CommandStatistics.latencies(info.text, info.dispatcher));
        SECTIONS.put("cluster", ServerInfo::cluster);
        SECTIONS.put("keyspace", ServerInfo::keyspace);
        SECTIONS.put("keysizes", ServerInfo::keySizes);
    }

    /** Of these Redis shows the last one unasked: it has it ready, here it takes a walk over all keys. */
    private static final Set<String> NOT_BY_DEFAULT = Set.of("commandstats", "latencystats", "keysizes");

    private static final long MILLIS_PER_SECOND = 1000;
    private static final long SECONDS_PER_DAY = 86400;
    private static final int LRU_BITS = 24;

    private final Call call;
    private final Dispatcher dispatcher;
    private final ServerConfig config;
    private final InfoText text = new InfoText();

    private ServerInfo(Call call) {
        this.call = call;
        this.dispatcher = call.dispatcher();
        this.config = dispatcher.config();
    }

    static void reply(Call call) {
        Set<String> wanted = wanted(call);
        ServerInfo info = new ServerInfo(call);
        SECTIONS.forEach((name, section) -> {
            if (wanted.contains(name)) section.accept(info);
        });
        call.reply().verbatim("txt", info.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> wanted(Call call) {
        Set<String> wanted = new LinkedHashSet<>();
        if (call.count() == 0) addDefaults(wanted);
        for (byte[] arg : call.args()) {
            String name = new String(arg, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            switch (name) {
                case "all", "everything" -> wanted.addAll(SECTIONS.keySet());
                case "default" -> addDefaults(wanted);
                default -> wanted.add(name);
            }
        }
        return wanted;
    }

    private static void addDefaults(Set<String> wanted) {
        for (String name : SECTIONS.keySet()) if (!NOT_BY_DEFAULT.contains(name)) wanted.add(name);
    }

    private void line(String name, Object value) {
        text.line(name, value);
    }

    private void server() {
        long now = call.now();
        long uptime = Math.max(0, (now - dispatcher.identity().openedAt()) / MILLIS_PER_SECOND);
        Instant instant = dispatcher.time().clock().instant();
        text.head("Server");
        line("redis_version", CommandTable.REDIS_VERSION);
        line("redis_git_sha1", "00000000");
        line("redis_git_dirty", 0);
        line("redis_build_id", "0000000000000000");
        line("redis_mode", dispatcher.cluster().mode());
        line("os", String.join(" ", property("os.name"), property("os.version"), property("os.arch")));
        line("arch_bits", 64);
        line("monotonic_clock", "System.nanoTime");
        line("multiplexing_api", dispatcher.host().listeners().isEmpty() ? "none" : "java");
        line("process_id", ProcessHandle.current().pid());
        line("process_supervised", "no");
        line("run_id", dispatcher.identity().runId());
        line("tcp_port", dispatcher.host().listeners().isEmpty() ? "0" : config.get("port"));
        line("server_time_usec", instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
        line("uptime_in_seconds", uptime);
        line("uptime_in_days", uptime / SECONDS_PER_DAY);
        line("hz", config.get("hz"));
        line("configured_hz", config.get("hz"));
        line("lru_clock", now / MILLIS_PER_SECOND & (1 << LRU_BITS) - 1);
        line("executable", ProcessHandle.current().info().command().orElse(""));
        line("config_file", config.file() == null ? "" : config.file());
        line("io_threads_active", 0);
        int i = 0;
        for (String listener : dispatcher.host().listeners()) line("listener" + i++, listener);
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    private void clients() {
        int listening = 0;
        int watching = 0;
        int watched = 0;
        long input = 0;
        long output = 0;
        for (ClientSession c : dispatcher.clients().all()) {
            if (c.isListening()) listening++;
            if (c.watched() > 0) watching++;
            watched += c.watched();
            if (c.link() == null) continue;
            input = Math.max(input, c.link().queryBytes());
            output = Math.max(output, c.link().outputBytes());
        }
        int[] keys = dispatcher.blocked().keys();
        text.head("Clients");
        // Who asks is one, too, also by a call that keeps no state.
        line(
                "connected_clients",
                dispatcher.clients().count()
                        + (dispatcher.clients().find(call.session().id()) == null ? 1 : 0));
        line("cluster_connections", 0);
        line("maxclients", config.get("maxclients"));
        line("client_recent_max_input_buffer", input);
        line("client_recent_max_output_buffer", output);
        line(
                "blocked_clients",
                dispatcher.blocked().count() + dispatcher.pause().count());
        line("tracking_clients", dispatcher.tracking().clients());
        line("pubsub_clients", listening);
        line("watching_clients", watching);
        line("clients_in_timeout_table", dispatcher.blocked().timed());
        line("total_watched_keys", watched);
        line("total_blocking_keys", keys[0]);
        line("total_blocking_keys_on_nokey", keys[1]);
    }

    private void memory() {
        HeapMemory heap = HeapMemory.now();
        MemoryUse use = MemoryUse.of(dispatcher);
        text.head("Memory");
        text.memory("used_memory", use.used());
        text.memory("used_memory_rss", heap.committed());
        text.memory("used_memory_peak", use.peak());
        line("used_memory_peak_perc", InfoText.percent(use.used(), use.peak()));
        line("used_memory_overhead", use.overhead());
        line("used_memory_startup", Memory.STARTUP);
        line("used_memory_dataset", use.dataset());
        line("used_memory_dataset_perc", InfoText.percent(use.dataset(), use.used()));
        text.memory("total_system_memory", heap.limit());
        scripts();
        text.memory("maxmemory", config.number("maxmemory"));
        line("maxmemory_policy", config.get("maxmemory-policy"));
        line("mem_fragmentation_ratio", InfoText.fixed((double) heap.committed() / heap.used()));
        line("mem_fragmentation_bytes", heap.committed() - heap.used());
        line("mem_not_counted_for_evict", 0);
        line("mem_replication_backlog", 0);
        line("mem_total_replication_buffers", 0);
        line("mem_clients_slaves", 0);
        line("mem_clients_normal", use.clients());
        line("mem_cluster_links", 0);
        line("mem_aof_buffer", AppendOnly.of(dispatcher).waitingBytes());
        line("mem_allocator", "jvm");
        line("allocator_allocated", heap.used());
        line("allocator_active", heap.committed());
        line("allocator_resident", heap.committed());
        line("active_defrag_running", 0);
        line("lazyfree_pending_objects", 0);
        line("lazyfreed_objects", dispatcher.stats().lazyFreed);
    }

    /** The interpreters are on the heap like all else. */
    private void scripts() {
        Scripting scripting = Scripting.of(dispatcher);
        line("used_memory_lua", 0);
        line("used_memory_vm_eval", 0);
        line("used_memory_lua_human", "0B");
        line("used_memory_scripts_eval", scripting.scriptBytes());
        line("number_of_cached_scripts", scripting.scripts());
        line("number_of_functions", scripting.functions().count());
        line("number_of_libraries", scripting.functions().libraries().size());
        line("used_memory_vm_functions", 0);
        line("used_memory_vm_total", 0);
        line("used_memory_vm_total_human", "0B");
        line("used_memory_functions", scripting.functions().bytes());
        text.memory(
                "used_memory_scripts",
                scripting.scriptBytes() + scripting.functions().bytes());
    }

    private void persistence() {
        text.head("Persistence");
        Saves saves = dispatcher.saves();
        line("loading", saves.isLoading() ? 1 : 0);
        line("async_loading", 0);
        line("current_cow_peak", saves.heldBytes());
        line("current_cow_size", saves.heldBytes());
        line("current_cow_size_age", 0);
        line("current_fork_perc", InfoText.fixed(100.0 * saves.keysDone() / Math.max(1, saves.keys())));
        line("current_save_keys_processed", saves.keysDone());
        line("current_save_keys_total", saves.keys());
        line("rdb_changes_since_last_save", saves.changes());
        line("rdb_bgsave_in_progress", saves.isRunning() ? 1 : 0);
        line("rdb_last_save_time", saves.lastSave() / MILLIS_PER_SECOND);
        line("rdb_last_bgsave_status", saves.lastFailed() ? "err" : "ok");
        line("rdb_last_bgsave_time_sec", saves.lastSeconds());
        line("rdb_current_bgsave_time_sec", saves.currentSeconds());
        line("rdb_saves", saves.count());
        line("rdb_last_cow_size", saves.lastHeldBytes());
        line("rdb_last_load_keys_expired", saves.expiredKeys());
        line("rdb_last_load_keys_loaded", saves.loadedKeys());
        AppendOnly log = AppendOnly.of(dispatcher);
        line("aof_enabled", log.isEnabled() ? 1 : 0);
        line("aof_rewrite_in_progress", log.isRewriting() ? 1 : 0);
        line("aof_rewrite_scheduled", log.isScheduled() ? 1 : 0);
        line("aof_last_rewrite_time_sec", log.lastSeconds());
        line("aof_current_rewrite_time_sec", log.currentSeconds());
        line("aof_last_bgrewrite_status", log.rewriteHasFailed() ? "err" : "ok");
        line("aof_rewrites", log.rewrites());
        line("aof_rewrites_consecutive_failures", log.failures());
        line("aof_last_write_status", log.writeHasFailed() ? "err" : "ok");
        line("aof_last_cow_size", 0);
        if (log.isEnabled()) sizes(log);
        Loading loading = saves.loading();
        if (loading != null) loading(loading);
    }

    private void sizes(AppendOnly log) {
        line("aof_current_size", log.size());
        line("aof_base_size", log.baseSize());
        line("aof_pending_rewrite", 0);
        line("aof_buffer_length", log.waitingBytes());
        line("aof_pending_bio_fsync", 0);
        line("aof_delayed_fsync", 0);
    }

    private void loading(Loading loading) {
        long total = loading.totalBytes();
        long loaded = loading.loadedBytes();
        long start = loading.startMillis() / MILLIS_PER_SECOND;
        long elapsed = dispatcher.time().millis() / MILLIS_PER_SECOND - start;
        line("loading_start_time", start);
        line("loading_total_bytes", total);
        line("loading_rdb_used_mem", 0);
        line("loading_loaded_bytes", loaded);
        line("loading_loaded_perc", InfoText.fixed(100.0 * loaded / Math.max(1, total)));
        line("loading_eta_seconds", elapsed == 0 ? 1 : elapsed * (total - loaded) / (loaded + 1));
    }

    private void stats() {
        var stats = dispatcher.stats();
        var rates = dispatcher.throughput();
        PubSub pubSub = dispatcher.pubSub();
        text.head("Stats");
        line("total_connections_received", dispatcher.clients().connected());
        line("total_commands_processed", stats.commands());
        line("instantaneous_ops_per_sec", Math.round(rates.commandsPerSecond()));
        line("total_net_input_bytes", dispatcher.host().bytesReceived());
        line("total_net_output_bytes", dispatcher.host().bytesSent());
        line("instantaneous_input_kbps", InfoText.fixed(rates.bytesReceivedPerSecond() / 1024));
        line("instantaneous_output_kbps", InfoText.fixed(rates.bytesSentPerSecond() / 1024));
        line("client_query_buffer_limit_disconnections", dispatcher.host().cutOffByQuery());
        line("client_output_buffer_limit_disconnections", dispatcher.host().cutOffByOutput());
        line("rejected_connections", dispatcher.host().connectionsRejected());
        line("sync_full", 0);
        line("sync_partial_ok", 0);
        line("sync_partial_err", 0);
        line("expired_subkeys", stats.expiredFields);
        line("expired_keys", stats.expiredKeys);
        line("evicted_keys", stats.evictedKeys);
        line("evicted_clients", stats.evictedClients);
        line("evicted_scripts", stats.evictedScripts);
        line("keyspace_hits", stats.hits());
        line("keyspace_misses", stats.misses());
        line("pubsub_channels", pubSub.count(PubSub.Kind.CHANNEL));
        line("pubsub_patterns", pubSub.count(PubSub.Kind.PATTERN));
        line("pubsubshard_channels", pubSub.count(PubSub.Kind.SHARD));
        line("latest_fork_usec", 0);
        line("total_forks", 0);
        line("tracking_total_keys", dispatcher.tracking().keys());
        line("tracking_total_items", dispatcher.tracking().items());
        line("tracking_total_prefixes", dispatcher.tracking().prefixes());
        line("unexpected_error_replies", 0);
        line("total_error_replies", stats.errors);
        AccessControl.Counts denied = dispatcher.access().counts();
        line("acl_access_denied_auth", denied.auth());
        line("acl_access_denied_cmd", denied.command());
        line("acl_access_denied_key", denied.key());
        line("acl_access_denied_channel", denied.channel());
    }

    private void replication() {
        text.head("Replication");
        line("role", "master");
        line("connected_slaves", 0);
        line("master_failover_state", "no-failover");
        line("master_replid", dispatcher.identity().replicationId());
        line("master_replid2", "0".repeat(40));
        line("master_repl_offset", 0);
        line("second_repl_offset", -1);
        line("repl_backlog_active", 0);
        line("repl_backlog_size", config.get("repl-backlog-size"));
        line("repl_backlog_first_byte_offset", 0);
        line("repl_backlog_histlen", 0);
    }

    /** The JDK does not tell the kernel's share apart: all of it is the user's. */
    private void cpu() {
        Duration spent = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        text.head("CPU");
        line("used_cpu_sys", "0.000000");
        line("used_cpu_user", String.format(Locale.ROOT, "%d.%06d", spent.toSeconds(), spent.getNano() / 1000));
        line("used_cpu_sys_children", "0.000000");
        line("used_cpu_user_children", "0.000000");
    }

    private void cluster() {
        text.head("Cluster");
        line("cluster_enabled", dispatcher.cluster().isEnabled() ? 1 : 0);
    }

    private void keyspace() {
        text.head("Keyspace");
        for (int i = 0; i < dispatcher.databases().count(); i++) {
            Keyspace db = dispatcher.databases().get(i);
            if (db.size() == 0) continue;
            line(
                    "db" + i,
                    "keys=" + db.size() + ",expires=" + db.expiring() + ",avg_ttl=" + db.averageTtl() + ",subexpiry="
                            + db.expiringParts());
        }
    }

    private void keySizes() {
        text.head("Keysizes");
        for (int i = 0; i < dispatcher.databases().count(); i++)
            KeySizes.tell(text, dispatcher.databases().get(i));
    }
}
