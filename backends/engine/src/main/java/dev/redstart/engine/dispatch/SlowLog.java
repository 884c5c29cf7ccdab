package dev.redstart.engine.dispatch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The commands that took long, the last ones first. Of long ones only the beginning is kept. */
public final class SlowLog {

    /**
     * One of them.
     *
     * @param id      counts from 0 since the engine was opened
     * @param seconds when it ended, since the epoch
     * @param micros  how long it took
     * @param words   the command
     * @param address of the client
     * @param name    of the client
     */
    public record Entry(long id, long seconds, long micros, List<byte[]> words, String address, String name) {}

    private static final int MAX_WORDS = 32;
    private static final int MAX_LENGTH = 128;
    private static final long MILLIS_PER_SECOND = 1000;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long nextId;
    private long capacity = 128;

    SlowLog() {}

    /** Without room there is no entry, and no number goes to it. */
    void add(Call call, long micros, long nowMillis) {
        if (capacity == 0) return;
        ClientSession client = call.session();
        entries.addFirst(new Entry(
                nextId++,
                nowMillis / MILLIS_PER_SECOND,
                micros,
                shortened(call.shownWords()),
                client.address(),
                client.name()));
        trim();
    }

    private static List<byte[]> shortened(List<byte[]> words) {
        boolean tooMany = words.size() > MAX_WORDS;
        int kept = tooMany ? MAX_WORDS - 1 : words.size();
        List<byte[]> shown = new ArrayList<>(kept + 1);
        for (int i = 0; i < kept; i++) shown.add(shortened(words.get(i)));
        if (tooMany)
            shown.add(("... (" + (words.size() - kept) + " more arguments)").getBytes(StandardCharsets.US_ASCII));
        return shown;
    }

    private static byte[] shortened(byte[] word) {
        if (word.length <= MAX_LENGTH) return word;
        ByteArrayOutputStream start = new ByteArrayOutputStream(MAX_LENGTH + 32);
        start.writeBytes(Arrays.copyOf(word, MAX_LENGTH));
        start.writeBytes(("... (" + (word.length - MAX_LENGTH) + " more bytes)").getBytes(StandardCharsets.US_ASCII));
        return start.toByteArray();
    }

    private void trim() {
        while (entries.size() > capacity) entries.removeLast();
    }

    /** {@code slowlog-max-len}. */
    public void capacity(long entries) {
        capacity = entries;
        trim();
    }

    public int size() {
        return entries.size();
    }

    public void clear() {
        entries.clear();
    }

    /** Up to {@code most} of them, the last first. */
    public List<Entry> latest(long most) {
        List<Entry> latest = new ArrayList<>();
        Iterator<Entry> all = entries.iterator();
        while (latest.size() < most && all.hasNext()) latest.add(all.next());
        return latest;
    }
}
