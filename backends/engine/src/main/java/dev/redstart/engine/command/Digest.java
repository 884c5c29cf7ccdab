package dev.redstart.engine.command;

import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digest of a value, or of all data, byte for byte that of Redis, so that two servers can be compared. It is built on
 * SHA-1 from two operations: {@link #xor} takes in what has no order (members of a set), {@link #mix} what has one
 * (elements of a list), by hashing the digest so far as well.
 */
final class Digest {

    private static final int SIZE = 20;
    private static final byte[] EXPIRES = "!!expire!!".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIELD_EXPIRES = "!!hexpire!!".getBytes(StandardCharsets.US_ASCII);

    private static final int STRING = 0;
    private static final int LIST = 1;
    private static final int SET = 2;
    private static final int ZSET = 3;
    private static final int HASH = 4;
    private static final int STREAM = 6;

    private final MessageDigest sha1;
    private byte[] state = new byte[SIZE];

    private Digest() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of everything, in hexadecimal. */
    static String of(Databases databases) {
        Digest whole = new Digest();
        for (int i = 0; i < databases.count(); i++) {
            Keyspace db = databases.get(i);
            if (db.size() == 0) continue;
            whole.mixNumber(i);
            db.forEach((key, value) -> {
                Digest one = new Digest();
                one.mix(key);
                one.value(db, key, value);
                whole.xor(one.state);
            });
        }
        return whole.hex();
    }

    /** Of the value of a key, in hexadecimal. */
    static String of(Keyspace db, byte[] key, Value value) {
        Digest digest = new Digest();
        digest.value(db, key, value);
        return digest.hex();
    }

    /** Of nothing. */
    static String ofNothing() {
        return new Digest().hex();
    }

    private String hex() {
        return HexFormat.of().formatHex(state);
    }

    private void blend(byte[] hash) {
        for (int i = 0; i < SIZE; i++) state[i] ^= hash[i];
    }

    private void xor(byte[] data) {
        blend(sha1.digest(data));
    }

    private void mix(byte[] data) {
        xor(data);
        state = sha1.digest(state);
    }

    private void mixNumber(int n) {
        mix(ByteBuffer.allocate(Integer.BYTES).putInt(n).array());
    }

    private void value(Keyspace db, byte[] key, Value value) {
        if (value instanceof StringValue s) string(s);
        else if (value instanceof ListValue l) list(l);
        else if (value instanceof SetValue s) set(s);
        else if (value instanceof ZSetValue z) zset(z);
        else if (value instanceof HashValue h) hash(h);
        else if (value instanceof StreamValue s) stream(s);
        else throw new IllegalStateException("a value of type " + value.type());
        if (db.expiry(key) != Keyspace.NO_EXPIRY) xor(EXPIRES);
    }

    private void string(StringValue value) {
        mixNumber(STRING);
        mix(value.bytes());
    }

    private void list(ListValue list) {
        mixNumber(LIST);
        list.forEach(this::mix);
    }

    private void set(SetValue set) {
        mixNumber(SET);
        set.forEach(this::xor);
    }

    private void zset(ZSetValue zset) {
        mixNumber(ZSET);
        for (ZSetCursor c = zset.walk(zset.all(), false); c.next(); ) {
            Digest one = new Digest();
            one.mix(c.member());
            one.mix(Numbers.toBytes(c.score()));
            xorDigest(one);
        }
    }

    private void hash(HashValue hash) {
        mixNumber(HASH);
        hash.forEach((field, value) -> {
            Digest one = new Digest();
            one.mix(field);
            one.mix(value);
            if (hash.expiry(field) != Value.NEVER) one.xor(FIELD_EXPIRES);
            xorDigest(one);
        });
    }

    /** Entries only: groups are no part of it. */
    private void stream(StreamValue stream) {
        mixNumber(STREAM);
        for (StreamCursor c = stream.cursor(StreamId.MIN, StreamId.MAX, false); c.next(); ) {
            String id = Long.toUnsignedString(c.ms()) + "." + Long.toUnsignedString(c.seq());
            mix(id.getBytes(StandardCharsets.US_ASCII));
            c.forEach((array, offset, length) -> mix(Arrays.copyOfRange(array, offset, offset + length)));
        }
    }

    private void xorDigest(Digest element) {
        xor(element.state);
    }
}
