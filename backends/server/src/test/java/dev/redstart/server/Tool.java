package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of the system that a test runs. */
final class Tool implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader;

    private Tool(Process process) {
        this.process = process;
        reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static Tool start(Map<String, String> environment, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Tool(builder.start());
    }

    /** Runs it to its end, which must be a good one; its output. */
    static String run(String... words) throws IOException, InterruptedException {
        try (Tool tool = start(Map.of(), words)) {
            tool.input("");
            assertThat(tool.exitCode())
                    .as("%s: %s", Arrays.toString(words), tool.output())
                    .isZero();
            return tool.output();
        }
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (int c; (c = in.read()) >= 0; ) output.append((char) c);
        } catch (IOException e) {
            // It was ended.
        }
    }

    /** All that it gets. */
    void input(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
    }

    String output() {
        return output.toString();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitOutput(Predicate<String> wanted) {
        Eventually.holds(() -> wanted.test(output()));
    }

    /** Sends it a signal, by its name. */
    void signal(String name) throws IOException, InterruptedException {
        run("kill", "-" + name, Long.toString(pid()));
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s", output())
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
