package dev.redstart.generator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One run of javac with the processor, all in memory, with all warnings on. */
final class Compilation {

    /** What the processor expects to be there, as small as can be. */
    private static final Map<String, String> API = Map.of(
            "dev.redstart.Command",
            "package dev.redstart; public final class Command<T extends @org.jspecify.annotations.Nullable Object> {}",
            "dev.redstart.Result",
            "package dev.redstart; public interface Result<T extends @org.jspecify.annotations.Nullable Object> {}",
            "dev.redstart.CommandFamily",
            "package dev.redstart; @interface CommandFamily {}",
            "dev.redstart.CommandCaller",
            """
            package dev.redstart;
            public interface CommandCaller<K, V> {
                <T extends @org.jspecify.annotations.Nullable Object> T call(Command<T> command);
                Commands<K, V> commands();
            }
            """,
            "dev.redstart.CommandSender",
            """
            package dev.redstart;
            public interface CommandSender<K, V> {
                <T extends @org.jspecify.annotations.Nullable Object> Result<T> send(Command<T> command);
                Commands<K, V> commands();
            }
            """,
            "dev.redstart.Commands",
            "package dev.redstart; public interface Commands<K, V> { TestFamily<K, V> test(); }");

    final Map<String, String> generated = new LinkedHashMap<>();
    final List<String> problems = new ArrayList<>();

    /** Compiles a class TestFamily whose members are {@code body}. */
    static Compilation ofFamily(String body) {
        return of("/** Family of the test. */ @CommandFamily public final class TestFamily<K, V> {" + body + "}");
    }

    /** Compiles a declaration of TestFamily in the package of the API. */
    static Compilation of(String declaration) {
        String imports = "package dev.redstart; import java.util.*; import org.jspecify.annotations.Nullable;\n";
        return new Compilation(imports + declaration);
    }

    private Compilation(String family) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StandardJavaFileManager standard = javac.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8);
        List<JavaFileObject> sources = new ArrayList<>();
        API.forEach((name, text) -> sources.add(new Source(name, text)));
        sources.add(new Source("dev.redstart.TestFamily", family));
        JavaCompiler.CompilationTask task = javac.getTask(
                null, new Memory(standard), diagnostics, List.of("-Xlint:all,-processing", "-Werror"), null, sources);
        task.setProcessors(List.of(new CommandFamilyProcessor()));
        boolean succeeded = task.call();
        diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
                .map(d -> d.getMessage(null))
                .forEach(problems::add);
        if (!succeeded && problems.isEmpty()) problems.add("failed without a word");
    }

    /** A generated view without line breaks and indent. */
    String view(String simpleName) {
        String text = Objects.requireNonNull(
                generated.get("dev.redstart." + simpleName), () -> simpleName + " is not among " + generated.keySet());
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }

    /** As it was written. */
    String source(String simpleName) {
        return Objects.requireNonNull(generated.get("dev.redstart." + simpleName));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("mem:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps generated sources, and classes nowhere. */
    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        Memory(JavaFileManager fallback) {
            super(fallback);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("mem:///" + className.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() throws IOException {
                            super.close();
                            if (kind == Kind.SOURCE) generated.put(className, toString(StandardCharsets.UTF_8));
                        }
                    };
                }

                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return Objects.requireNonNull(generated.get(className));
                }
            };
        }
    }
}
