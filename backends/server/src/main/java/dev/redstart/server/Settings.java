package dev.redstart.server;

/** What may change while the port is open; read by all event loops. */
final class Settings {

    /** Classes of clients that have limits of their own for what they have not read. */
    enum ClientClass {
        NORMAL,
        PUBSUB
    }

    private static final long MEGABYTE = 1024 * 1024;

    volatile int maxClients = 10_000;
    /** 0 for never. */
    volatile long idleTimeoutMillis;

    volatile long queryBufferBytes = 1024 * MEGABYTE;
    volatile long argumentBytes = 512 * MEGABYTE;
    volatile boolean protectedMode = true;
    /** 0 for off. */
    volatile int keepAliveSeconds = 300;

    volatile OutputLimit normalOutput = OutputLimit.NONE;
    volatile OutputLimit pubSubOutput = new OutputLimit(32 * MEGABYTE, 8 * MEGABYTE, 60);

    OutputLimit output(ClientClass clientClass) {
        return clientClass == ClientClass.PUBSUB ? pubSubOutput : normalOutput;
    }
}
