package dev.redstart.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandFamilyProcessorTest {

    private static final String NULLABLE = "@org.jspecify.annotations.Nullable ";

    private static Compilation compiled(String body) {
        Compilation compilation = Compilation.ofFamily(body);
        assertThat(compilation.problems).isEmpty();
        return compilation;
    }

    private static void refused(String body, String problem) {
        assertThat(Compilation.ofFamily(body).problems)
                .anySatisfy(p -> assertThat(p).contains(problem));
    }

    @Test
    void aCommandBecomesACallAndASend() {
        Compilation compilation = compiled("/** What it does. */ Command<V> get(K key) { return null; }");
        assertThat(compilation.generated)
                .containsOnlyKeys("dev.redstart.TestCommands", "dev.redstart.AsyncTestCommands");
        assertThat(compilation.view("TestCommands"))
                .startsWith("package dev.redstart; /** * Family of the test. */"
                        + " public interface TestCommands<K, V> extends CommandCaller<K, V> {")
                .contains("/** * What it does. */ default V get(K key) { return call(commands().test().get(key)); }");
        assertThat(compilation.view("AsyncTestCommands"))
                .contains("public interface AsyncTestCommands<K, V> extends CommandSender<K, V> {")
                .contains("default Result<V> get(K key) { return send(commands().test().get(key)); }");
    }

    @Test
    void wrappersAreUnboxedWhereNoNullCanCome() {
        Compilation compilation = compiled(
                """
                /** L. */ Command<Long> l() { return null; }
                /** I. */ Command<Integer> i() { return null; }
                /** D. */ Command<Double> d() { return null; }
                /** B. */ Command<Boolean> b() { return null; }
                /** N. */ Command<@Nullable Long> n() { return null; }
                /** S. */ Command<String> s() { return null; }
                """);
        assertThat(compilation.view("TestCommands"))
                .contains("default long l() {", "default int i() {", "default double d() {", "default boolean b() {")
                .contains("default java.lang." + NULLABLE + "Long n() {", "default java.lang.String s() {");
        assertThat(compilation.view("AsyncTestCommands"))
                .contains("default Result<java.lang.Long> l() {")
                .contains("default Result<java.lang." + NULLABLE + "Long> n() {");
    }

    @Test
    void voidReturnsNothing() {
        Compilation compilation = compiled("/** V. */ Command<@Nullable Void> v(K key) { return null; }");
        assertThat(compilation.view("TestCommands"))
                .contains("default void v(K key) { call(commands().test().v(key)); }");
        assertThat(compilation.view("AsyncTestCommands"))
                .contains("default Result<java.lang." + NULLABLE + "Void> v(K key) { return send(");
    }

    @Test
    void nullableStaysWhereItStands() {
        Compilation compilation = compiled(
                """
                /** A. */ Command<@Nullable V> a(@Nullable K key, byte @Nullable [] bytes, byte[] @Nullable [] two) {
                    return null;
                }
                /** B. */ Command<Map<K, List<@Nullable V>>> b(Map<? extends K, ? super @Nullable V> map, List<?> any) {
                    return null;
                }
                /** C. */ Command<Map.@Nullable Entry<K, V>> c(int n, long[] many) { return null; }
                """);
        assertThat(compilation.view("TestCommands"))
                .contains("default " + NULLABLE + "V a(" + NULLABLE + "K key, byte " + NULLABLE + "[] bytes")
                .contains("default java.util.Map<K, java.util.List<" + NULLABLE + "V>> b(")
                .contains("java.util.Map<? extends K, ? super " + NULLABLE + "V> map, java.util.List<?> any)")
                .contains("default java.util.Map." + NULLABLE + "Entry<K, V> c(int n, long[] many)");
    }

    @Test
    void varargsOfATypeVariableSuppressTheWarningThatTheFamilyHasDealtWith() {
        Compilation compilation = compiled(
                """
                /** A. */ @SafeVarargs final Command<Long> a(K... keys) { return null; }
                /** B. */ @SafeVarargs final Command<Long> b(int n, List<K>... keys) { return null; }
                /** C. */ Command<Long> c(String... words) { return null; }
                """);
        assertThat(compilation.view("TestCommands"))
                .contains(
                        "@SuppressWarnings(\"unchecked\") default long a(K... keys) { return call(commands().test().a(keys)); }")
                .contains("@SuppressWarnings(\"unchecked\") default long b(int n, java.util.List<K>... keys)")
                .contains("*/ default long c(java.lang.String... words)");
    }

    @Test
    void aMethodMayHaveTypeParameters() {
        Compilation compilation = compiled(
                """
                /** A. */ <T extends @Nullable Object> Command<T> a(T value) { return null; }
                /** B. */ <T extends Comparable<T> & java.io.Serializable, U> Command<List<U>> b(T low, U high) { return null; }
                """);
        assertThat(compilation.view("TestCommands"))
                .contains("default <T extends java.lang." + NULLABLE + "Object> T a(T value)")
                .contains("default <T extends java.lang.Comparable<T> & java.io.Serializable, U> java.util.List<U> b(");
    }

    @Test
    void privateAndStaticMethodsAreTheFamilysOwn() {
        Compilation compilation = compiled(
                """
                /** A. */ Command<Long> a() { return helper(); }
                private Command<Long> helper() { return other(); }
                static Command<Long> other() { return null; }
                """);
        assertThat(compilation.view("TestCommands")).contains("long a()").doesNotContain("helper", "other");
    }

    @Test
    void javadocKeepsItsIndent() {
        Compilation compilation = compiled(
                """

                /**
                 * First.
                 *
                 * <pre>{@code
                 * if (x)
                 *     y();
                 * }</pre>
                 *
                 * @throws IllegalStateException never
                 */
                Command<Long> a() { return null; }
                """);
        assertThat(compilation.source("TestCommands"))
                .contains(
                        """
                            /**
                             * First.
                             *
                             * <pre>{@code
                             * if (x)
                             *     y();
                             * }</pre>
                             *
                             * @throws IllegalStateException never
                             */
                            default long a() {
                        """);
    }

    @Test
    void withoutJavadocItIsNoCommand() {
        refused("Command<Long> a() { return null; }", "need Javadoc");
        assertThat(Compilation.of("@CommandFamily public final class TestFamily<K, V> {}").problems)
                .anySatisfy(p -> assertThat(p).contains("need Javadoc"));
    }

    @Test
    void aMethodGivesACommandAndDeclaresNothingElse() {
        refused("/** A. */ long a() { return 1; }", "has to give a Command<...>");
        refused("/** A. */ void a() {}", "has to give a Command<...>");
        refused("/** A. */ Command<Long> a() throws Exception { return null; }", "declares no exceptions");
    }

    @Test
    void onlyAClassWithTheRightNameIsAFamily() {
        assertThat(Compilation.of("/** F. */ @CommandFamily interface TestFamily<K, V> {}").problems)
                .anySatisfy(p -> assertThat(p).contains("only a class can be a @CommandFamily"));
        assertThat(Compilation.of("class TestFamily<K, V> { /** F. */ @CommandFamily static class Wrong {} }").problems)
                .anySatisfy(p -> assertThat(p).contains("has to end in Family"));
    }

    @Test
    void aTypeNobodyKnowsIsTheCompilersToReport() {
        assertThat(Compilation.ofFamily("/** A. */ Command<Strnig> a(Lsit<K> l) { return null; }").problems)
                .anySatisfy(p -> assertThat(p).contains("cannot find symbol").contains("Strnig"))
                .noneSatisfy(p -> assertThat(p).contains("uncaught exception"));
    }
}
