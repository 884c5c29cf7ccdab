/**
 * What drivers for a real Redis server have in common, whatever client library does the work below: the options of the URL
 * ({@link dev.redstart.spi.server.ServerSettings}), what is said first on a connection
 * ({@link dev.redstart.spi.server.ServerGreeting}), the words of their failures
 * ({@link dev.redstart.spi.server.ServerFailures}), a bounded pool that knows who holds what
 * ({@link dev.redstart.spi.server.ConnectionPool}), the dialogue of a subscription
 * ({@link dev.redstart.spi.server.SubscriptionDialogue}), that dialogue on a thread of its own
 * ({@link dev.redstart.spi.server.ServerSubscriber}), and what the server says it can
 * ({@link dev.redstart.spi.server.ServerCapabilities}). A driver that can talk to one server
 * ({@link dev.redstart.spi.server.NodeTransport}) gets clusters and Sentinels with it
 * ({@link dev.redstart.spi.server.Topologies}). So a user who changes the driver reads the same errors and finds the
 * same defaults.
 *
 * <p>A help, not a rule: a driver may do without any of it. JDK only.
 */
@NullMarked
package dev.redstart.spi.server;

import org.jspecify.annotations.NullMarked;
