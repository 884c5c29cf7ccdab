/**
 * Several servers, once for all drivers: Redis Cluster, and a primary with replicas behind Sentinels. The libraries below have clients of their own for that, and these differ in what a
 * user sees most: in retries and replay, in pipelines, in transactions. So of a library we take the connection to one node,
 * and decide here where a command goes.
 *
 * <p>In the order in which to read: {@link dev.redstart.spi.server.cluster.KeySlot} says which slot a key is in,
 * {@link dev.redstart.spi.server.cluster.SlotMap} which node serves a slot, and
 * {@link dev.redstart.spi.server.cluster.Redirection} what a node means that sends us elsewhere. A request becomes a
 * {@link dev.redstart.spi.server.cluster.Plan} of {@link dev.redstart.spi.server.cluster.Errand}s
 * ({@link dev.redstart.spi.server.cluster.Planner}): one, or several whose replies become one
 * ({@link dev.redstart.spi.server.cluster.Spread}, {@link dev.redstart.spi.server.cluster.MultiKey},
 * {@link dev.redstart.spi.server.cluster.ClusterScan}). {@link dev.redstart.spi.server.cluster.Courier} does errands for a
 * caller who waits, {@link dev.redstart.spi.server.cluster.AsyncErrand} for one who does not;
 * {@link dev.redstart.spi.server.cluster.Attempts} knows when one goes again, and
 * {@link dev.redstart.spi.server.cluster.Topology} learns from what comes back. Behind Sentinels there is one node for all
 * keys, and another way to find it ({@link dev.redstart.spi.server.cluster.SentinelTopology}). JDK only.
 */
@NullMarked
package dev.redstart.spi.server.cluster;

import org.jspecify.annotations.NullMarked;
