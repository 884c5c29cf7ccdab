package dev.redstart.server;

import java.util.concurrent.atomic.LongAdder;

/** What has passed through a port since it was opened. */
final class Traffic {

    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder cutOffByQuery = new LongAdder();
    final LongAdder cutOffByOutput = new LongAdder();
}
