package dev.redstart.engine.dispatch;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** By what an engine is told from others, and one opening of it from the next. Used under the engine's lock. */
public final class Identity {

    private static final int BYTES = 20;

    private final RandomGenerator random;
    private final long openedAt;
    private final String runId;
    private String replicationId;

    Identity(RandomGenerator random, long openedAt) {
        this.random = random;
        this.openedAt = openedAt;
        runId = newId();
        replicationId = newId();
    }

    /** 40 hexadecimal digits that nobody has had. */
    String newId() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** 40 hexadecimal digits that tell this opening of the engine from any other. */
    public String runId() {
        return runId;
    }

    /** 40 hexadecimal digits that name this history of the data. */
    public String replicationId() {
        return replicationId;
    }

    /** DEBUG CHANGE-REPL-ID. */
    public void changeReplicationId() {
        replicationId = newId();
    }

    /** When the engine was opened, in milliseconds since the epoch. */
    public long openedAt() {
        return openedAt;
    }
}
