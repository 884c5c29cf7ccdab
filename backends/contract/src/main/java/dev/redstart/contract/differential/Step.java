package dev.redstart.contract.differential;

import dev.redstart.spi.Request;
import java.util.List;

/**
 * One command of a sequence.
 *
 * @param client which of the connections sends it; the second is there to disturb the first one's transactions
 */
record Step(int client, Request request) {

    /** How many connections send steps. */
    static final int CLIENTS = 2;

    /** A line for redis-cli. */
    @Override
    public String toString() {
        return (client == 0 ? "" : "[client " + (client + 1) + "] ")
                + Printed.words(request.name(), List.of(request.arguments()));
    }
}
