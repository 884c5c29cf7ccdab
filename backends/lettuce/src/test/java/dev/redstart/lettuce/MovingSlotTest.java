package dev.redstart.lettuce;

import dev.redstart.contract.cluster.MovingSlotContract;

/** A slot on its way to another node. */
class MovingSlotTest extends MovingSlotContract {

    MovingSlotTest() {
        super("lettuce");
    }
}
