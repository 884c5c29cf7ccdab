package dev.redstart;

/** See {@link Codec#bytes()}. */
final class BytesCodec implements Codec<Bytes> {

    static final BytesCodec INSTANCE = new BytesCodec();

    private BytesCodec() {}

    @Override
    public byte[] encode(Bytes value) {
        return value.toArray();
    }

    @Override
    public Bytes decode(byte[] bytes) {
        return Bytes.wrap(bytes);
    }
}
