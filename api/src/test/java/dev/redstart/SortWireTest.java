package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import org.junit.jupiter.api.Test;

class SortWireTest {

    private final SortFamily<String, String> s = Wire.commands().sort();

    @Test
    void eachMethodSends() {
        assertThat(Wire.of(s.sort("k"))).isEqualTo("SORT k");
        assertThat(Wire.of(s.sortRo("k"))).isEqualTo("SORT_RO k");
        assertThat(Wire.of(s.sortRo("k", SortOptions.descending()))).isEqualTo("SORT_RO k DESC");
        assertThat(Wire.of(s.sortStore("k", "d"))).isEqualTo("SORT k STORE d");
        assertThat(Wire.of(s.sortStore("k", "d", SortOptions.alphabetical()))).isEqualTo("SORT k ALPHA STORE d");
        assertThat(Wire.keysOf(s.sortStore("k", "d", SortOptions.alphabetical())))
                .isEqualTo("k d");
    }

    @Test
    void eachOptionIsSent() {
        assertThat(Wire.of(s.sort("k", SortOptions.by("w:*")))).isEqualTo("SORT k BY w:*");
        assertThat(Wire.of(s.sort("k", SortOptions.unsorted()))).isEqualTo("SORT k BY nosort");
        assertThat(Wire.of(s.sort("k", SortOptions.ascending()))).isEqualTo("SORT k ASC");
        assertThat(Wire.of(s.sort("k", SortOptions.limit(0, 0)))).isEqualTo("SORT k LIMIT 0 0");
        assertThat(Wire.of(s.sort("k", SortOptions.limit(3, -1)))).isEqualTo("SORT k LIMIT 3 -1");
        assertThat(Wire.of(s.sort("k", SortOptions.get("#", "n:*").get("h:*->f"))))
                .isEqualTo("SORT k GET # GET n:* GET h:*->f");
        SortOptions all =
                SortOptions.by("w:*").limit(1, 2).get("#").descending().alphabetical();
        assertThat(Wire.of(s.sort("k", all))).isEqualTo("SORT k BY w:* LIMIT 1 2 GET # DESC ALPHA");
        assertThatThrownBy(() -> SortOptions.limit(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatGetDoesNotFindIsNull() {
        assertThat(s.sort("k", SortOptions.get("n:*")).decoder().decode(Reply.array(Reply.blob("a"), Reply.NULL)))
                .containsExactly("a", null);
    }

    @Test
    void onlySortRoMayBeRepeated() {
        assertThat(s.sort("k").request().access()).isEqualTo(Request.Access.WRITE);
        assertThat(s.sortRo("k").request().access()).isEqualTo(Request.Access.READ);
    }
}
