package dev.redstart;

import dev.redstart.spi.Request;

/** Base of the command families: what they share is the codecs and decoders of their view. */
abstract class Family<K, V> {

    final Types<K, V> types;

    Family(Types<K, V> types) {
        this.types = types;
    }

    /** Begins a command that only reads. {@code arguments}: how many there will be, if known, to size the array. */
    final CommandBuilder<K, V> read(String name, int arguments) {
        return new CommandBuilder<>(types, Request.read(name, arguments));
    }

    final CommandBuilder<K, V> read(String name) {
        return read(name, 1);
    }

    /** Begins a command that writes. */
    final CommandBuilder<K, V> write(String name, int arguments) {
        return new CommandBuilder<>(types, Request.write(name, arguments));
    }

    final CommandBuilder<K, V> write(String name) {
        return write(name, 1);
    }
}
