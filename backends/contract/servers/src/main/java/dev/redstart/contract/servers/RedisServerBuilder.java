package dev.redstart.contract.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to be like. Without further words: a free loopback port, nothing saved, DEBUG and MODULE allowed from
 * loopback (suites need DEBUG), otherwise Redis' own defaults. A builder may start several servers, each with a folder
 * and, unless one was fixed, a port of its own.
 */
public final class RedisServerBuilder {
    private static final int ATTEMPTS = 5;

    private final List<String> lines = new ArrayList<>();
    private final List<String> acl = new ArrayList<>();
    private @Nullable RedisBinaries binaries;
    private int fixedPort;
    private @Nullable String password;
    private @Nullable TestCertificates certificates;
    private boolean sentinel;

    RedisServerBuilder() {}

    /** Another Redis than {@link RedisBinaries#get()}. */
    public RedisServerBuilder binaries(RedisBinaries other) {
        binaries = other;
        return this;
    }

    /** This port and no other; start fails when it is taken. */
    public RedisServerBuilder port(int port) {
        fixedPort = port;
        return this;
    }

    /** The password of the user {@code default}, for clients and for replication. */
    public RedisServerBuilder password(String secret) {
        password = secret;
        return this;
    }

    /** Lines of an ACL file, such as {@code user alice on >secret ~app:* +@read}. */
    public RedisServerBuilder acl(String... users) {
        acl.addAll(Arrays.asList(users));
        return this;
    }

    /** TLS instead of plain text, with {@link TestCertificates#shared()}; clients need no certificate. */
    public RedisServerBuilder tls() {
        return tls(TestCertificates.shared());
    }

    /** Clients show none unless {@code config("tls-auth-clients", "yes")} asks for it. */
    public RedisServerBuilder tls(TestCertificates own) {
        certificates = own;
        return this;
    }

    /** A line of redis.conf, after ours, so that it wins: {@code config("appendonly", "yes")}. */
    public RedisServerBuilder config(String directive, String... values) {
        lines.add(line(directive, values));
        return this;
    }

    /** A Sentinel: configured by the same file, told apart by a word on the command line. */
    public RedisServerBuilder sentinel() {
        sentinel = true;
        return this;
    }

    /** Starts a server and returns when it answers. */
    public RedisServer start() {
        RedisBinaries redis = binaries != null ? binaries : RedisBinaries.get();
        if (certificates != null && !redis.tls()) {
            throw new RedisStartException(redis + " was built without TLS");
        }
        for (int attempt = 1; ; attempt++) {
            int port = fixedPort != 0 ? fixedPort : Ports.free();
            Path folder = Folders.temporary("redstart-redis-");
            RedisServer server = new RedisServer(redis, port, folder, password, certificates, sentinel);
            try {
                write(folder, port);
                server.start();
                return server;
            } catch (RedisStartException e) {
                server.close();
                if (fixedPort != 0 || attempt == ATTEMPTS || !e.portWasTaken()) {
                    throw e;
                }
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
    }

    private void write(Path folder, int port) {
        try {
            Files.write(folder.resolve(RedisServer.CONFIG), configuration(folder, port));
            if (!acl.isEmpty()) {
                Files.write(folder.resolve("users.acl"), aclLines());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> configuration(Path folder, int port) {
        List<String> all = new ArrayList<>();
        all.add(line("bind", "127.0.0.1"));
        all.add(line("dir", folder.toString()));
        all.add(line("save", ""));
        all.add(line("enable-debug-command", "local"));
        all.add(line("enable-module-command", "local"));
        // Replicas that hang must not hold up the end of a test.
        all.add(line("shutdown-on-sigterm", "now"));
        if (certificates == null) {
            all.add(line("port", Integer.toString(port)));
        } else {
            all.add(line("port", "0"));
            all.add(line("tls-port", Integer.toString(port)));
            all.add(line("tls-ca-cert-file", certificates.caFile().toString()));
            all.add(line("tls-cert-file", certificates.serverCertFile().toString()));
            all.add(line("tls-key-file", certificates.serverKeyFile().toString()));
            all.add(line("tls-auth-clients", "no"));
            all.add(line("tls-replication", "yes"));
            all.add(line("tls-cluster", "yes"));
        }
        if (password != null) {
            all.add(line("requirepass", password));
            if (!sentinel) {
                all.add(line("masterauth", password));
            }
        }
        if (!acl.isEmpty()) {
            all.add(line("aclfile", folder.resolve("users.acl").toString()));
        }
        all.addAll(lines);
        return all;
    }

    /** Loading an ACL file resets the default user and with it requirepass, so the password is said there again. */
    private List<String> aclLines() {
        boolean saysDefault = acl.stream()
                .anyMatch(line -> line.strip().toLowerCase(Locale.ROOT).startsWith("user default "));
        if (password == null || saysDefault) {
            return acl;
        }
        List<String> all = new ArrayList<>(acl);
        all.add("user default on >" + password + " ~* &* +@all");
        return all;
    }

    private static String line(String directive, String... values) {
        StringBuilder line = new StringBuilder(directive);
        for (String value : values) {
            line.append(" \"");
            line.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            line.append('"');
        }
        return line.toString();
    }
}
