package dev.redstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Strict UTF-8. The JDK's fast paths replace what they cannot convert; so after a fast conversion the rare suspicious
 * result (it holds the replacement) is done again by the slow path that reports.
 */
final class Utf8Codec implements Codec<String> {

    static final Utf8Codec INSTANCE = new Utf8Codec();

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Codec() {}

    @Override
    public byte[] encode(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        // A lone surrogate became a '?'.
        return hasQuestionMark(bytes) && hasSurrogate(value) ? encodeStrictly(value) : bytes;
    }

    private static boolean hasQuestionMark(byte[] bytes) {
        for (byte b : bytes) if (b == '?') return true;
        return false;
    }

    private static boolean hasSurrogate(String value) {
        for (int i = 0; i < value.length(); i++) if (Character.isSurrogate(value.charAt(i))) return true;
        return false;
    }

    private static byte[] encodeStrictly(String value) {
        try {
            ByteBuffer buffer = UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text with half a surrogate pair has no UTF-8 form", e);
        }
    }

    @Override
    public String decode(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes);
    }

    private static String decodeStrictly(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "these " + bytes.length + " bytes are not UTF-8; use Codec.bytes() for them", e);
        }
    }
}
