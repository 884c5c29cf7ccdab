package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program {@code redstart-server} from the shell: what it prints, how it ends. */
class LauncherTest {

    @TempDir
    Path folder;

    private static Tool start(String... arguments) throws IOException {
        String[] words = new String[arguments.length + 1];
        words[0] = Path.of("bin/redstart-server").toAbsolutePath().toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Tool.start(Map.of("REDSTART_CLASSPATH", System.getProperty("java.class.path")), words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path conf(String... lines) throws IOException {
        return Files.writeString(folder.resolve("redis.conf"), String.join("\n", lines) + "\n");
    }

    private static void refused(String output, String... arguments) throws Exception {
        try (Tool server = start(arguments)) {
            server.input("");
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output()).isEqualTo(output);
        }
    }

    @Test
    void whatItSaysOfItself() throws Exception {
        for (String word : new String[] {"-v", "--version"}) {
            try (Tool version = start(word)) {
                assertThat(version.exitCode()).isZero();
                assertThat(version.output()).startsWith("Redis server v=8.0.6 ");
            }
        }
        try (Tool help = start("--help")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.output()).startsWith("Usage: ").contains("read config from stdin");
        }
    }

    @Test
    void errorsInTheConfiguration() throws Exception {
        String head = "\n*** FATAL CONFIG FILE ERROR (Redis 8.0.6) ***\nReading the configuration file, at line ";
        refused(
                head + "2\n>>> 'port abc'\nargument couldn't be parsed into an integer\n",
                conf("timeout 0", "port abc").toString());
        refused(head + "2\n>>> 'port \"abc\"'\nargument couldn't be parsed into an integer\n", "--port", "abc");
        refused(
                head
                        + "2\n"
                        + ">>> 'shutdown-on-sigint'\n"
                        + "argument(s) must be one of the following: default, save, nosave, now, force\n",
                "--shutdown-on-sigint");
        try (Tool server = start("--nosuch", "1")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .contains(" # Unresolved Configuration(s) Detected:\n")
                    .contains(" # >>> 'nosuch 1'\n");
        }
        try (Tool server = start(folder.resolve("none.conf").toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .contains(" # Fatal error, can't open config file '" + folder.resolve("none.conf")
                            + "': No such file");
        }
    }

    @Test
    void aSignalEndsItInOrder() throws Exception {
        for (String signal : new String[] {"TERM", "INT"}) {
            int port = freePort();
            Path pid = folder.resolve("pid-" + signal);
            try (Tool server = start("--port", Integer.toString(port), "--save", "", "--pidfile", pid.toString())) {
                server.awaitOutput(text -> text.contains("Ready to accept connections tcp"));
                assertThat(server.output())
                        .containsPattern(
                                server.pid() + ":M \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\* Ready");
                assertThat(pid).hasContent(server.pid() + "\n");
                try (Wire wire = Wire.connect(port)) {
                    wire.command("PING").expect("+PONG\r\n");
                    server.signal(signal);
                    wire.expectClosed();
                }
                assertThat(server.exitCode()).isZero();
                assertThat(server.output())
                        .contains("Received SIG" + signal + " scheduling shutdown...")
                        .contains("* User requested shutdown...")
                        .endsWith("# Redis is now ready to exit, bye bye...\n");
                assertThat(pid).doesNotExist();
            }
        }
    }

    @Test
    void shutdownEndsItToo() throws Exception {
        int port = freePort();
        Path file = conf("port " + port, "save \"\"", "bind 127.0.0.1", "requirepass secret");
        try (Tool server = start(file.toString(), "--always-show-logo", "yes")) {
            server.awaitOutput(text -> text.contains("Ready to accept connections tcp"));
            assertThat(server.output()).contains(" PID: " + server.pid() + "\n").contains("Server initialized");
            try (Wire wire = Wire.connect(port)) {
                wire.command("AUTH", "secret").expect("+OK\r\n");
                wire.command("CONFIG", "GET", "port").expect("*2\r\n$4\r\nport\r\n$5\r\n" + port + "\r\n");
                wire.command("SHUTDOWN", "NOSAVE").expectClosed();
            }
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void configurationFromStandardInput() throws Exception {
        Path socket = folder.resolve("redis.sock");
        try (Tool server = start("--port", "0", "-")) {
            server.input("unixsocket " + socket + "\nsave \"\"\n");
            server.awaitOutput(text -> text.contains("Ready to accept connections unix"));
            assertThat(socket).exists();
            server.signal("TERM");
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void inTheBackground() throws Exception {
        int port = freePort();
        Path pid = folder.resolve("pid");
        Path log = folder.resolve("log");
        try (Tool starter = start(
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--daemonize",
                "yes",
                "--pidfile",
                pid.toString(),
                "--logfile",
                log.toString())) {
            assertThat(starter.exitCode()).isZero();
            Eventually.holds(() -> contains(log, "Ready to accept connections tcp"));
            try (Wire wire = Wire.connect(port)) {
                wire.command("SHUTDOWN").expectClosed();
            }
            long number =
                    Long.parseLong(Files.exists(pid) ? Files.readString(pid).strip() : "0");
            Eventually.holds(() -> ProcessHandle.of(number).isEmpty());
            Eventually.holds(() -> contains(log, "bye bye"));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (TestPort taken = TestPort.open();
                Tool server = start("--port", Integer.toString(taken.port()), "--bind", "127.0.0.1")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .contains("# Warning: Could not create server TCP listening socket")
                    .contains("# Failed listening on port " + taken.port() + " (tcp), aborting.");
        }
    }

    @Test
    void configSetMovesThePort() throws Exception {
        int first = freePort();
        int second = freePort();
        try (TestPort taken = TestPort.open();
                Tool server = start("--port", Integer.toString(first), "--bind", "127.0.0.1", "--save", "")) {
            server.awaitOutput(text -> text.contains("Ready to accept connections tcp"));
            try (Wire wire = Wire.connect(first)) {
                set(wire, "port", second, "+OK\r\n");
                assertThatThrownBy(() -> Wire.connect(first)).isInstanceOf(ConnectException.class);
                set(
                        wire,
                        "port",
                        taken.port(),
                        "-ERR CONFIG SET failed (possibly related to argument 'port') - Unable to listen on this port."
                                + " Check server logs.\r\n");
                set(
                        wire,
                        "bind",
                        "999.999.999.999",
                        "-ERR CONFIG SET failed (possibly related to argument 'bind') - Failed to bind to specified"
                                + " addresses.\r\n");
                wire.command("CONFIG", "GET", "port").expect("*2\r\n$4\r\nport\r\n$5\r\n" + second + "\r\n");
                try (Wire other = Wire.connect(second)) {
                    other.command("PING").expect("+PONG\r\n");
                }
                set(wire, "bind", "", "+OK\r\n");
                assertThatThrownBy(() -> Wire.connect(second)).isInstanceOf(ConnectException.class);
                set(wire, "bind", "127.0.0.1 -::1", "+OK\r\n");
                Wire.connect(second).close();
            }
        }
    }

    @Test
    void thePortAnswersWhileTheFileIsLoaded() throws Exception {
        int port = freePort();
        String[] options = {"--port", Integer.toString(port), "--dir", folder.toString(), "--save", "900 1"};
        try (Tool server = start(options)) {
            server.awaitOutput(text -> text.contains("Ready to accept connections tcp"));
            try (Wire wire = Wire.connect(port)) {
                for (int i = 0; i < 5000; i++) wire.command("SET", "key:" + i, "x".repeat(100));
                for (int i = 0; i < 5000; i++) wire.expect("+OK\r\n");
                wire.command("SHUTDOWN").expectClosed();
            }
            assertThat(server.exitCode()).isZero();
        }
        byte[] file = Files.readAllBytes(folder.resolve("dump.rdb"));
        try (Tool server = start(conf("port " + port, "dir " + folder, "save 900 1", "key-load-delay 20000")
                .toString())) {
            server.awaitOutput(text -> text.contains("Server initialized"));
            try (Wire wire = Wire.connect(port)) {
                wire.command("GET", "key:1").expect("-LOADING Redis is loading the dataset in memory\r\n");
                wire.command("SAVE").expect("-LOADING Redis is loading the dataset in memory\r\n");
                wire.command("INFO", "persistence");
                assertThat(wire.bulk())
                        .contains("\nloading:1\r")
                        .contains("\nloading_total_bytes:" + file.length + "\r")
                        .containsPattern("\nloading_start_time:\\d{10}\r")
                        .containsPattern("\nloading_loaded_perc:\\d+\\.\\d\\d\r");
            }
            server.signal("TERM");
            assertThat(server.exitCode()).isZero();
            assertThat(server.output()).doesNotContain("Ready to accept");
        }
        assertThat(folder.resolve("dump.rdb")).hasBinaryContent(file);
    }

    private static void set(Wire wire, String parameter, Object value, String reply) throws IOException {
        wire.command("CONFIG", "SET", parameter, String.valueOf(value)).expect(reply);
    }
}
