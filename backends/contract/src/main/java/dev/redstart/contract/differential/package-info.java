/**
 * Sends one random stream of commands to two backends and compares what they answer. Where two implementations of
 * something as large as Redis differ, nobody has thought of a case; chance does.
 *
 * <pre>{@code
 * Differential.between(engine, real).run(List.of(Generators.hashes()), Duration.ofSeconds(10), seed);
 * }</pre>
 *
 * <p>In reading order: a {@link dev.redstart.contract.differential.Grammar} says in one line what a command looks like, and
 * KeyGrammars and CollectionGrammars have such a line for each command: few keys, so that commands meet, of any type, with
 * wrong options and wrong numbers among the right ones ({@link dev.redstart.contract.differential.Noise}).
 * {@link dev.redstart.contract.differential.Rules} says per command what may differ: order where none is promised, chance
 * where chance is the purpose, a moment where time runs. Everything else has to be equal to the byte. After each sequence
 * of commands the whole keyspace is compared, with types, encodings and expiry times. A sequence that differs is shrunk
 * ({@link dev.redstart.contract.differential.Shrinker}) and shown as lines for redis-cli, with the seed that makes it again.
 */
@NullMarked
package dev.redstart.contract.differential;

import org.jspecify.annotations.NullMarked;
