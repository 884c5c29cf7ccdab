package dev.redstart.redisson;

import dev.redstart.contract.cluster.MovingSlotContract;

/** A slot on its way to another node. */
class MovingSlotTest extends MovingSlotContract {

    MovingSlotTest() {
        super("redisson");
    }
}
