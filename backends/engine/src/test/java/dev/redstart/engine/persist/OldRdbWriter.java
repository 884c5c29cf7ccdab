package dev.redstart.engine.persist;

import dev.redstart.engine.structure.Intset;
import dev.redstart.engine.structure.StreamId;
import dev.redstart.engine.structure.StreamNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Writes RDB files as servers before 7.0 did, by what is known of the format, with random data: each version with all the
 * types it has. Nothing of what it writes comes from the engine, but for intsets and the listpacks of streams, which have
 * stayed as they were.
 */
final class OldRdbWriter {

    private static final int FIRST_LATER = 2_000_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Random random;
    private final int version;

    private OldRdbWriter(int version, long seed) {
        this.version = version;
        random = new Random(seed);
    }

    static byte[] file(int version, long seed) {
        OldRdbWriter writer = new OldRdbWriter(version, seed);
        writer.file();
        return writer.out.toByteArray();
    }

    private void file() {
        raw(String.format("REDIS%04d", version).getBytes(StandardCharsets.US_ASCII));
        if (version >= 7) aux();
        select(0);
        for (int i = 0; i < 10; i++) oldest(Integer.toString(i));
        if (version >= 2) for (int i = 0; i < 10; i++) compact(Integer.toString(i));
        if (version >= 4) for (int i = 0; i < 10; i++) pairs(13, "hash:ziplist:" + i, false);
        select(3);
        if (version >= 7) quicklist();
        if (version >= 8) binaryScores();
        if (version >= 9) stream();
        out.write(255);
        // 0: without a checksum, which came with version 5.
        if (version >= 5) raw(new byte[8]);
    }

    private void aux() {
        out.write(250);
        string("redis-ver");
        string("3.2.0");
        out.write(251);
        length(1000);
        length(100);
    }

    private void select(int db) {
        out.write(254);
        length(db);
    }

    // Types

    private void key(int type, String name) {
        if (random.nextInt(3) == 0) expiry();
        if (version >= 9 && random.nextInt(3) == 0) {
            out.write(248);
            length(random.nextInt(100_000));
        }
        if (version >= 9 && random.nextInt(3) == 0) raw((byte) 249, (byte) random.nextInt(256));
        out.write(type);
        string(name);
    }

    private void expiry() {
        out.write(version < 3 ? 253 : 252);
        ByteBuffer at = ByteBuffer.allocate(version < 3 ? 4 : 8).order(ByteOrder.LITTLE_ENDIAN);
        if (version < 3) at.putInt(FIRST_LATER + random.nextInt(1000));
        else at.putLong(FIRST_LATER * 1000L + random.nextInt(1_000_000));
        raw(at.array());
    }

    private void oldest(String i) {
        key(0, "string:" + i);
        string(element());
        List<String> elements = distinct(1 + random.nextInt(40));
        key(1, "list:" + i);
        length(elements.size());
        elements.forEach(this::string);
        key(2, "set:" + i);
        length(elements.size());
        elements.forEach(this::string);
        key(3, "zset:" + i);
        length(elements.size());
        for (String element : elements) {
            string(element);
            textScore();
        }
        key(4, "hash:" + i);
        length(elements.size());
        for (String element : elements) {
            string(element);
            string(element());
        }
    }

    private void textScore() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            out.write(254);
        } else if (kind == 1) {
            out.write(255);
        } else {
            String text = score();
            out.write(text.length());
            raw(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void compact(String i) {
        key(9, "hash:zipmap:" + i);
        blob(zipmap(distinct(1 + random.nextInt(20))));
        key(10, "list:ziplist:" + i);
        blob(ziplist(distinct(1 + random.nextInt(100))));
        key(11, "set:intset:" + i);
        byte[] ints = Intset.create();
        for (int n = 1 + random.nextInt(60); n > 0; n--) ints = Intset.add(ints, number());
        blob(ints);
        pairs(12, "zset:ziplist:" + i, true);
    }

    private void pairs(int type, String name, boolean scores) {
        key(type, name);
        List<String> parts = new ArrayList<>();
        for (String element : distinct(1 + random.nextInt(60))) {
            parts.add(element);
            parts.add(scores ? score() : element());
        }
        blob(ziplist(parts));
    }

    private void quicklist() {
        key(14, "list:quicklist");
        int nodes = 1 + random.nextInt(10);
        length(nodes);
        for (int i = 0; i < nodes; i++) blob(ziplist(distinct(1 + random.nextInt(100))));
    }

    private void binaryScores() {
        key(5, "zset:binary");
        List<String> elements = distinct(200);
        length(elements.size());
        for (String element : elements) {
            string(element);
            raw(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(Double.parseDouble(score()))
                    .array());
        }
    }

    private void stream() {
        key(15, "stream");
        byte[][] fields = {bytes("field"), bytes("value")};
        int nodes = 5;
        length(nodes);
        for (int i = 1; i <= nodes; i++) {
            StreamNode node = StreamNode.of(new StreamId(i * 100L, 0), fields, 0);
            for (int n = 1; n < 10; n++) node.append(new StreamId(i * 100L + n, n), fields, 0);
            blob(id(i * 100L, 0));
            blob(node.toBytes());
        }
        length(nodes * 10L);
        length(nodes * 100L + 9);
        length(9);
        length(1);
        string("group");
        length(102);
        length(2);
        length(2);
        for (int n = 1; n <= 2; n++) {
            raw(id(100 + n, n));
            raw(new byte[8]);
            length(3);
        }
        length(1);
        string("consumer");
        raw(new byte[8]);
        length(2);
        for (int n = 1; n <= 2; n++) raw(id(100 + n, n));
    }

    private static byte[] id(long ms, long seq) {
        return ByteBuffer.allocate(16).putLong(ms).putLong(seq).array();
    }

    // Data

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private String element() {
        if (random.nextBoolean()) return Long.toString(number());
        int length = random.nextInt(20) == 0 ? 250 + random.nextInt(200) : random.nextInt(30);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) text.append((char) ('a' + random.nextInt(26)));
        return text.toString();
    }

    private List<String> distinct(int count) {
        TreeSet<String> elements = new TreeSet<>();
        while (elements.size() < count) elements.add(element());
        return List.copyOf(elements);
    }

    /** A number whose text is the same everywhere. */
    private String score() {
        return random.nextBoolean()
                ? Integer.toString(random.nextInt(200_000) - 100_000)
                : random.nextInt(1000) + (random.nextBoolean() ? ".5" : ".25");
    }

    // Compact forms

    private byte[] zipmap(List<String> fields) {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.write(Math.min(254, fields.size()));
        for (String field : fields) {
            zipmapLength(map, field.length());
            map.writeBytes(bytes(field));
            String value = element();
            int unused = random.nextInt(4);
            zipmapLength(map, value.length());
            map.write(unused);
            map.writeBytes(bytes(value));
            map.writeBytes(new byte[unused]);
        }
        map.write(255);
        return map.toByteArray();
    }

    private static void zipmapLength(ByteArrayOutputStream map, int length) {
        if (length < 254) {
            map.write(length);
        } else {
            map.write(254);
            map.writeBytes(little(length, 4));
        }
    }

    private byte[] ziplist(List<String> elements) {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        int previous = 0;
        int last = 0;
        for (String element : elements) {
            last = entries.size();
            // Servers leave the long form where it was once needed.
            if (previous < 254 && random.nextInt(10) > 0) {
                entries.write(previous);
            } else {
                entries.write(254);
                entries.writeBytes(little(previous, 4));
            }
            entries.writeBytes(entry(element));
            previous = entries.size() - last;
        }
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(little(entries.size() + 11L, 4));
        list.writeBytes(little(10L + last, 4));
        list.writeBytes(little(elements.size(), 2));
        list.writeBytes(entries.toByteArray());
        list.write(255);
        return list.toByteArray();
    }

    private static byte[] entry(String element) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        if (element.matches("-?[1-9][0-9]{0,17}|0")) {
            long n = Long.parseLong(element);
            if (n >= 0 && n <= 12) {
                entry.write(0xF1 + (int) n);
            } else {
                int width = n == (byte) n ? 1 : n == (short) n ? 2 : n == n << 40 >> 40 ? 3 : n == (int) n ? 4 : 8;
                entry.write(width == 1 ? 0xFE : width == 2 ? 0xC0 : width == 3 ? 0xF0 : width == 4 ? 0xD0 : 0xE0);
                entry.writeBytes(little(n, width));
            }
            return entry.toByteArray();
        }
        int length = element.length();
        if (length < 64) {
            entry.write(length);
        } else {
            entry.write(0x40 | length >> 8);
            entry.write(length);
        }
        entry.writeBytes(bytes(element));
        return entry.toByteArray();
    }

    // Primitives

    private static byte[] little(long n, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) bytes[i] = (byte) (n >> 8 * i);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void raw(byte... bytes) {
        out.writeBytes(bytes);
    }

    private void length(long n) {
        if (n < 64) raw((byte) n);
        else if (n < 16_384) raw((byte) (0x40 | n >> 8), (byte) n);
        else raw((byte) 0x80, (byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n);
    }

    private void blob(byte[] bytes) {
        length(bytes.length);
        raw(bytes);
    }

    private void string(String text) {
        blob(bytes(text));
    }
}
