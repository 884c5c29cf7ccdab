package dev.redstart.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyBuilderTest {

    private final ReplyBuilder reply = new ReplyBuilder();

    @Test
    void nestedAggregates() {
        reply.array(3);
        reply.map(1);
        reply.blob("k");
        reply.set(2);
        reply.integer(1);
        reply.integer(2);
        reply.array(0);
        reply.openArray();
        reply.text("a");
        reply.openMap();
        reply.end();
        reply.end();
        Reply expected = Reply.array(
                new Reply.MapOf(List.of(
                        Map.entry(Reply.blob("k"), new Reply.SetOf(List.of(Reply.integer(1), Reply.integer(2)))))),
                Reply.array(),
                Reply.array(new Reply.Text("a"), new Reply.MapOf(List.of())));
        assertThat(reply.take()).isEqualTo(expected);
    }

    @Test
    void anOpenAggregateFillsItsParent() {
        reply.array(2);
        reply.openArray();
        reply.integer(1);
        reply.end();
        reply.ok();
        assertThat(reply.take()).isEqualTo(Reply.array(Reply.array(Reply.integer(1)), Reply.OK));
    }

    @Test
    void rewindsToAMark() {
        reply.array(2);
        reply.integer(1);
        long mark = reply.mark();
        reply.array(5);
        reply.integer(2);
        reply.map(3);
        reply.rewind(mark);
        reply.error("ERR x");
        assertThat(reply.take()).isEqualTo(Reply.array(Reply.integer(1), new Reply.Error("ERR x")));
        reply.integer(1);
        reply.rewind(0);
        reply.integer(2);
        assertThat(reply.take()).isEqualTo(Reply.integer(2));
    }

    @Test
    void copiesWhatItIsGiven() {
        byte[] stored = {1, 2, 3};
        reply.blob(stored, 1, 2);
        stored[1] = 9;
        assertThat(reply.take()).isEqualTo(new Reply.Blob(new byte[] {2, 3}));
    }

    @Test
    void anUnfinishedReplyIsABugAndDoesNotSpoilTheNext() {
        reply.array(1);
        assertThatThrownBy(reply::take).isInstanceOf(IllegalStateException.class);
        reply.ok();
        assertThat(reply.take()).isEqualTo(Reply.OK);
    }
}
