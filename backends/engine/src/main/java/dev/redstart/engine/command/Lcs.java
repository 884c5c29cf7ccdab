package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import org.jspecify.annotations.Nullable;

/**
 * Longest common subsequence of two strings.
 *
 * <p>Algorithm: the textbook dynamic programming, quadratic in time and, unless only the length is wanted, in memory. Of
 * several longest ones the answer is the one that Redis gives: walking back from the ends it takes an equal byte
 * whenever it stands at one, and otherwise shortens the first string only where that is strictly better.
 */
final class Lcs {

    private static final CommandError NOT_STRINGS = Errors.of("ERR The specified keys must contain string values");
    private static final CommandError LENGTH_OR_INDEXES =
            Errors.of("ERR If you want both the length and indexes, please just use IDX.");
    private static final CommandError TOO_LONG =
            Errors.of("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
    private static final int BYTES_PER_CELL = 4;

    private final byte[] a;
    private final byte[] b;
    /** Row i, column j: the length for the first i bytes of a and the first j of b. */
    private final int[] table;

    private final int columns;

    private Lcs(byte[] a, byte[] b) {
        this.a = a;
        this.b = b;
        columns = b.length + 1;
        table = new int[(a.length + 1) * columns];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                int at = i * columns + j;
                table[at] = a[i - 1] == b[j - 1]
                        ? table[at - columns - 1] + 1
                        : Math.max(table[at - columns], table[at - 1]);
            }
        }
    }

    static void lcs(Call call) {
        Value first = call.db().read(call.arg(0));
        Value second = call.db().read(call.arg(1));
        byte[] a = bytes(first);
        byte[] b = bytes(second);
        boolean length = false;
        boolean indexes = false;
        boolean lengths = false;
        long least = 0;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "IDX")) indexes = true;
            else if (call.is(i, "LEN")) length = true;
            else if (call.is(i, "WITHMATCHLEN")) lengths = true;
            else if (call.is(i, "MINMATCHLEN") && call.has(i, 1)) least = Math.max(0, call.integer(++i));
            else throw Errors.SYNTAX;
        }
        if (length && indexes) throw LENGTH_OR_INDEXES;
        if ((a.length + 1L) * (b.length + 1L) * BYTES_PER_CELL > call.limits().maxStringLength) throw TOO_LONG;
        if (length) call.reply().integer(lengthOf(a, b));
        else if (indexes) new Lcs(a, b).replyRanges(call.reply(), least, lengths);
        else call.reply().blob(new Lcs(a, b).subsequence());
    }

    private static byte[] bytes(@Nullable Value value) {
        if (value == null) return new byte[0];
        if (value instanceof StringValue s) return s.bytes();
        throw NOT_STRINGS;
    }

    /** With one row instead of the table. */
    private static int lengthOf(byte[] a, byte[] b) {
        int[] row = new int[b.length + 1];
        for (byte x : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.length; j++) {
                int above = row[j];
                row[j] = x == b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.length];
    }

    private int longest() {
        return table[table.length - 1];
    }

    private boolean shortensA(int i, int j) {
        return table[(i - 1) * columns + j] > table[i * columns + j - 1];
    }

    private byte[] subsequence() {
        byte[] common = new byte[longest()];
        int at = common.length;
        int i = a.length;
        int j = b.length;
        while (at > 0) {
            if (a[i - 1] == b[j - 1]) {
                common[--at] = a[i - 1];
                i--;
                j--;
            } else if (shortensA(i, j)) i--;
            else j--;
        }
        return common;
    }

    /** The runs of bytes that are common, the last one first, as positions in either string. */
    private void replyRanges(ReplySink reply, long least, boolean withLengths) {
        reply.map(2);
        reply.blob("matches");
        reply.openArray();
        int i = a.length;
        int j = b.length;
        int run = 0;
        while (i > 0 && j > 0) {
            if (a[i - 1] == b[j - 1]) {
                run++;
                i--;
                j--;
                continue;
            }
            replyRun(reply, i, j, run, least, withLengths);
            run = 0;
            if (shortensA(i, j)) i--;
            else j--;
        }
        replyRun(reply, i, j, run, least, withLengths);
        reply.end();
        reply.blob("len");
        reply.integer(longest());
    }

    private static void replyRun(ReplySink reply, int i, int j, int run, long least, boolean withLength) {
        if (run == 0 || run < least) return;
        reply.array(withLength ? 3 : 2);
        replyRange(reply, i, run);
        replyRange(reply, j, run);
        if (withLength) reply.integer(run);
    }

    private static void replyRange(ReplySink reply, int from, int run) {
        reply.array(2);
        reply.integer(from);
        reply.integer(from + run - 1);
    }
}
