/**
 * What a driver must do on a Redis Cluster and behind Sentinels, beyond what the contract of all backends says: routing,
 * redirections, and what holds while slots move and servers die. Written once; each driver runs it.
 */
@NullMarked
package dev.redstart.contract.cluster;

import org.jspecify.annotations.NullMarked;
