package dev.redstart;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/**
 * A completion stage whose future is made only when the first dependent is attached. Nothing but delegation; the null
 * contracts are those of the JDK, which has none written down.
 */
@NullUnmarked
abstract class StageDelegate<T> implements CompletionStage<T> {

    /** The future behind all the methods here. */
    abstract CompletableFuture<T> stage();

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return stage().copy();
    }

    @Override
    public <U> CompletionStage<U> thenApply(Function<? super T, ? extends U> f) {
        return stage().thenApply(f);
    }

    @Override
    public <U> CompletionStage<U> thenApplyAsync(Function<? super T, ? extends U> f) {
        return stage().thenApplyAsync(f);
    }

    @Override
    public <U> CompletionStage<U> thenApplyAsync(Function<? super T, ? extends U> f, Executor e) {
        return stage().thenApplyAsync(f, e);
    }

    @Override
    public CompletionStage<Void> thenAccept(Consumer<? super T> f) {
        return stage().thenAccept(f);
    }

    @Override
    public CompletionStage<Void> thenAcceptAsync(Consumer<? super T> f) {
        return stage().thenAcceptAsync(f);
    }

    @Override
    public CompletionStage<Void> thenAcceptAsync(Consumer<? super T> f, Executor e) {
        return stage().thenAcceptAsync(f, e);
    }

    @Override
    public CompletionStage<Void> thenRun(Runnable f) {
        return stage().thenRun(f);
    }

    @Override
    public CompletionStage<Void> thenRunAsync(Runnable f) {
        return stage().thenRunAsync(f);
    }

    @Override
    public CompletionStage<Void> thenRunAsync(Runnable f, Executor e) {
        return stage().thenRunAsync(f, e);
    }

    @Override
    public <U, V> CompletionStage<V> thenCombine(
            CompletionStage<? extends U> o, BiFunction<? super T, ? super U, ? extends V> f) {
        return stage().thenCombine(o, f);
    }

    @Override
    public <U, V> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> o, BiFunction<? super T, ? super U, ? extends V> f) {
        return stage().thenCombineAsync(o, f);
    }

    @Override
    public <U, V> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> o, BiFunction<? super T, ? super U, ? extends V> f, Executor e) {
        return stage().thenCombineAsync(o, f, e);
    }

    @Override
    public <U> CompletionStage<Void> thenAcceptBoth(
            CompletionStage<? extends U> o, BiConsumer<? super T, ? super U> f) {
        return stage().thenAcceptBoth(o, f);
    }

    @Override
    public <U> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> o, BiConsumer<? super T, ? super U> f) {
        return stage().thenAcceptBothAsync(o, f);
    }

    @Override
    public <U> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> o, BiConsumer<? super T, ? super U> f, Executor e) {
        return stage().thenAcceptBothAsync(o, f, e);
    }

    @Override
    public CompletionStage<Void> runAfterBoth(CompletionStage<?> o, Runnable f) {
        return stage().runAfterBoth(o, f);
    }

    @Override
    public CompletionStage<Void> runAfterBothAsync(CompletionStage<?> o, Runnable f) {
        return stage().runAfterBothAsync(o, f);
    }

    @Override
    public CompletionStage<Void> runAfterBothAsync(CompletionStage<?> o, Runnable f, Executor e) {
        return stage().runAfterBothAsync(o, f, e);
    }

    @Override
    public <U> CompletionStage<U> applyToEither(CompletionStage<? extends T> o, Function<? super T, U> f) {
        return stage().applyToEither(o, f);
    }

    @Override
    public <U> CompletionStage<U> applyToEitherAsync(CompletionStage<? extends T> o, Function<? super T, U> f) {
        return stage().applyToEitherAsync(o, f);
    }

    @Override
    public <U> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> o, Function<? super T, U> f, Executor e) {
        return stage().applyToEitherAsync(o, f, e);
    }

    @Override
    public CompletionStage<Void> acceptEither(CompletionStage<? extends T> o, Consumer<? super T> f) {
        return stage().acceptEither(o, f);
    }

    @Override
    public CompletionStage<Void> acceptEitherAsync(CompletionStage<? extends T> o, Consumer<? super T> f) {
        return stage().acceptEitherAsync(o, f);
    }

    @Override
    public CompletionStage<Void> acceptEitherAsync(CompletionStage<? extends T> o, Consumer<? super T> f, Executor e) {
        return stage().acceptEitherAsync(o, f, e);
    }

    @Override
    public CompletionStage<Void> runAfterEither(CompletionStage<?> o, Runnable f) {
        return stage().runAfterEither(o, f);
    }

    @Override
    public CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> o, Runnable f) {
        return stage().runAfterEitherAsync(o, f);
    }

    @Override
    public CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> o, Runnable f, Executor e) {
        return stage().runAfterEitherAsync(o, f, e);
    }

    @Override
    public <U> CompletionStage<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> f) {
        return stage().thenCompose(f);
    }

    @Override
    public <U> CompletionStage<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> f) {
        return stage().thenComposeAsync(f);
    }

    @Override
    public <U> CompletionStage<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> f, Executor e) {
        return stage().thenComposeAsync(f, e);
    }

    @Override
    public <U> CompletionStage<U> handle(BiFunction<? super T, Throwable, ? extends U> f) {
        return stage().handle(f);
    }

    @Override
    public <U> CompletionStage<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> f) {
        return stage().handleAsync(f);
    }

    @Override
    public <U> CompletionStage<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> f, Executor e) {
        return stage().handleAsync(f, e);
    }

    @Override
    public CompletionStage<T> whenComplete(BiConsumer<? super T, ? super Throwable> f) {
        return stage().whenComplete(f);
    }

    @Override
    public CompletionStage<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> f) {
        return stage().whenCompleteAsync(f);
    }

    @Override
    public CompletionStage<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> f, Executor e) {
        return stage().whenCompleteAsync(f, e);
    }

    @Override
    public CompletionStage<T> exceptionally(Function<Throwable, ? extends T> f) {
        return stage().exceptionally(f);
    }
}
