package dev.redstart;

/**
 * A command that is about to go.
 *
 * @param command name without arguments, as {@code GET} or {@code CONFIG}
 * @param backend name of the driver, as {@code jedis}
 * @param node    the server's address, or what the backend calls itself ({@code engine:mem:orders})
 * @param batch   how many commands go in one flush with it, itself included: 1 unless it stands in a pipeline
 */
public record CommandStart(String command, String backend, String node, int batch) {}
