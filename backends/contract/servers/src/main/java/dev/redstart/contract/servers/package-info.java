/**
 * Real Redis for tests: gets the binaries, starts servers on free loopback ports, stops exactly those.
 *
 * <pre>{@code
 * try (RedisServer server = RedisServer.builder().password("secret").config("maxmemory", "10mb").start()) {
 *     Redis redis = Redstart.open("redstart:jedis:" + server.uri());
 *     server.kill();                       // what a crash looks like to a driver
 *     server.start();                      // back on the same port
 * }
 * }</pre>
 *
 * <p>Read in this order. {@link dev.redstart.contract.servers.RedisBinaries} says where Redis comes from: the environment
 * variable {@code REDSTART_REDIS}, a build made earlier, {@code PATH}, or a build from Debian's source package
 * ({@code SourceBuild}, which owns every file it touches and changes nothing on the system). {@link
 * dev.redstart.contract.servers.RedisServer} is one process; {@link dev.redstart.contract.servers.RedisCluster} and {@link
 * dev.redstart.contract.servers.RedisSentinels} are several of them put together; {@link
 * dev.redstart.contract.servers.RedisServers#shared()} is the one that all suites of a JVM may use. {@link
 * dev.redstart.contract.servers.TestCertificates} makes what TLS needs without any tool.
 *
 * <p>Three rules hold everywhere. Ready means that the server answered, never that time has passed. What was started is
 * stopped by {@code close()}, and by a shutdown hook when nobody closed it. Whatever goes wrong is shown with the
 * server's own last log lines.
 *
 * <p>The package needs the JDK only, so that a benchmark or an example can use it as well as a test.
 */
@NullMarked
package dev.redstart.contract.servers;

import org.jspecify.annotations.NullMarked;
