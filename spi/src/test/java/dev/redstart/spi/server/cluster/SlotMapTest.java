package dev.redstart.spi.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Endpoint.Node;
import dev.redstart.spi.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotMapTest {

    private static final Node A = new Node("a", 7000);
    private static final Node B = new Node("b", 7001);
    private static final Node C = new Node("c", 7002);

    private static Reply node(Reply host, int port) {
        return Reply.array(host, Reply.integer(port), Reply.blob("id"), Reply.array());
    }

    private static Reply node(Node node) {
        return node(Reply.blob(node.host()), node.port());
    }

    private static Reply range(int first, int last, Reply primary, Reply replica) {
        return Reply.array(Reply.integer(first), Reply.integer(last), primary, replica);
    }

    @Test
    void knowsEachShardAndLeavesHoles() {
        SlotMap map = SlotMap.of(Reply.array(range(0, 5, node(A), node(C)), range(7, 16383, node(B), node(C))), A);
        assertThat(map.shard(5)).isEqualTo(new SlotMap.Shard(A, List.of(C)));
        assertThat(map.shard(6)).isNull();
        assertThat(map.shard(16383)).isEqualTo(new SlotMap.Shard(B, List.of(C)));
        assertThat(map.primaries()).containsExactly(A, B);
    }

    @Test
    void aNodeThatDoesNotKnowItsNameHasThatOfTheOneAsked() {
        SlotMap map = SlotMap.of(Reply.array(range(0, 1, node(Reply.blob(""), 7000), node(Reply.NULL, 7002))), B);
        assertThat(map.shard(1)).isEqualTo(new SlotMap.Shard(new Node("b", 7000), List.of(new Node("b", 7002))));
    }

    @Test
    void aPrimaryWithoutAddressIsNotItsReplica() {
        SlotMap map = SlotMap.of(Reply.array(range(0, 1, node(Reply.blob("?"), 7000), node(C))), A);
        assertThat(map.shard(0)).isNull();
    }

    @Test
    void aMovedSlotHasTheReplicasOfItsNewPrimary() {
        SlotMap before = SlotMap.of(Reply.array(range(0, 5, node(A), node(C)), range(6, 9, node(B), node(C))), A);
        SlotMap after = before.moved(5, B).moved(9, C);
        assertThat(after.shard(5)).isEqualTo(before.shard(6));
        assertThat(after.shard(9)).isEqualTo(new SlotMap.Shard(C, List.of()));
        assertThat(after.primaries()).containsExactly(A, B, C);
        assertThat(before.primaries()).containsExactly(A, B);
    }

    @Test
    void whatIsNoSuchReplyIsRefused() {
        assertThatThrownBy(() -> SlotMap.of(new Reply.Error("ERR This instance has cluster support disabled"), A))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SlotMap.of(Reply.array(range(0, 16384, node(A), node(C))), A))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
