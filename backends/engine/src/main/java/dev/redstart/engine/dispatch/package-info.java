/**
 * From a command's name and arguments to its reply: the mechanism that knows no command.
 *
 * <p>{@link dev.redstart.engine.dispatch.Dispatcher} is the one choke point. It finds the
 * {@link dev.redstart.engine.dispatch.Command} row, checks arity and what the client's user may do
 * ({@link dev.redstart.engine.dispatch.AccessControl}), queues inside MULTI, reads the clock, runs the function with a
 * {@link dev.redstart.engine.dispatch.Call}, turns a {@link dev.redstart.engine.dispatch.CommandError} into an
 * error reply, and serves clients that wait for what the command has changed. All that happens on the caller's thread
 * under one {@link dev.redstart.engine.dispatch.ExecutionLock}: one command at a time, no queue, no hand-off.
 *
 * <p>A function writes its reply to a {@link dev.redstart.engine.dispatch.ReplySink} as it goes, so nobody builds a tree
 * that somebody else walks. What concerns others (a blocked client got its reply, a message was published) goes into the
 * {@link dev.redstart.engine.dispatch.Outbox} and is delivered after the lock is released, in order.
 *
 * <p>Beside the dispatcher stand what lives longer than a command: {@link dev.redstart.engine.dispatch.ClientSession} with
 * its transaction, {@link dev.redstart.engine.dispatch.BlockedClients}, {@link dev.redstart.engine.dispatch.PubSub},
 * {@link dev.redstart.engine.dispatch.Tracking} for clients that cache, {@link dev.redstart.engine.dispatch.Memory} and its
 * limits, {@link dev.redstart.engine.dispatch.Cluster}.
 */
@NullMarked
package dev.redstart.engine.dispatch;

import org.jspecify.annotations.NullMarked;
