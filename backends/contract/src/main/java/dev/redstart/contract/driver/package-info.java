/**
 * What every driver for a real server must do below the API, written once: opening and refusing, logging in and TLS, who
 * waits and what ends the wait, pinned connections, subscriptions that come back, and servers that hang, die in the middle or
 * send nonsense. A driver's test extends each of the abstract classes here and says how to open it.
 *
 * <p>{@link dev.redstart.contract.driver.ScriptedServer} plays a server that misbehaves, byte by byte; all else runs on real
 * Redis.
 */
@NullMarked
package dev.redstart.contract.driver;

import org.jspecify.annotations.NullMarked;
