package dev.redstart.engine.dispatch;

/**
 * A command that does to other data what was done to this.
 *
 * @param database the number of the database to run it in
 * @param words    its name and arguments; not to be changed
 */
public record Effect(int database, byte[][] words) {}
