package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** ZSCAN, which is alone in how it writes scores. */
final class SortedSetScan {

    private static final int DIGITS = 17;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private SortedSetScan() {}

    static void zscan(Call call) {
        long start = ScanArgs.cursor(call, 1);
        ZSetValue zset = call.read(call.arg(0), ZSetValue.class);
        List<byte[]> found = new ArrayList<>();
        long cursor = zset == null ? 0 : scan(zset, ScanArgs.parse(call, start, 2, ScanArgs.Of.OTHER), found);
        ReplySink reply = call.reply();
        reply.array(2);
        reply.blob(Long.toUnsignedString(cursor));
        reply.array(found.size());
        for (byte[] part : found) reply.blob(part);
    }

    private static long scan(ZSetValue zset, ScanArgs args, List<byte[]> found) {
        long cursor = args.cursor();
        long steps = args.maxSteps();
        int[] seen = {0};
        do {
            cursor = zset.scan(cursor, (member, score) -> {
                seen[0]++;
                if (!args.matches(member)) return;
                found.add(member);
                found.add(zset.isTable() ? seventeenDigits(score) : Numbers.toBytes(score));
            });
        } while (cursor != 0 && --steps > 0 && seen[0] < args.count());
        return cursor;
    }

    /** As C's {@code %.17g}: 0.1 is 0.10000000000000001. Redis does so here, for large sorted sets only. */
    static byte[] seventeenDigits(double score) {
        if (score == 0 || Double.isInfinite(score)) return Numbers.toBytes(score);
        BigDecimal rounded = new BigDecimal(score).round(ROUNDING).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = exponent < -4 || exponent >= DIGITS ? scientific(rounded, exponent) : rounded.toPlainString();
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String scientific(BigDecimal number, int exponent) {
        String mantissa = number.scaleByPowerOfTen(-exponent).toPlainString();
        String digits = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (digits.length() == 1 ? "0" : "") + digits;
    }
}
