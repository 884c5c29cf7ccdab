/**
 * The engine behind a port: what redis-cli, redis-benchmark and every driver take for a Redis server.
 *
 * <p>{@link dev.redstart.server.RespServer} listens. {@code Admission} receives a connection, {@code Connection} is one:
 * bytes come in through {@code RequestDecoder}, commands run on the event loop that read them, and replies leave through
 * {@code RespWriter}. There is no queue and no other thread in between.
 *
 * <p>{@link dev.redstart.server.ListenDecorator} adds {@code ?listen=6379} to the URLs of engines, so that redis-cli can
 * look into a running service. {@code dev.redstart.server.launch} is the program that stands in for {@code redis-server}.
 */
@NullMarked
package dev.redstart.server;

import org.jspecify.annotations.NullMarked;
