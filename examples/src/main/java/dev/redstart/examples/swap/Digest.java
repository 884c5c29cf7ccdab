package dev.redstart.examples.swap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What came out of a chapter, or of several.
 *
 * @param name   whose it is
 * @param steps  how many results went in
 * @param errors how many of those were errors
 * @param hex    SHA-256 of the text of all results
 */
public record Digest(String name, int steps, int errors, String hex) {

    /** Of several in order: of their digests. */
    public static Digest of(String name, List<Digest> parts) {
        MessageDigest sha = sha256();
        for (Digest part : parts) sha.update(part.hex.getBytes(UTF_8));
        return new Digest(
                name,
                parts.stream().mapToInt(Digest::steps).sum(),
                parts.stream().mapToInt(Digest::errors).sum(),
                hex(sha));
    }

    /** Its beginning, enough to see a difference. */
    public String shortHex() {
        return hex.substring(0, 16);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(MessageDigest sha) {
        return HexFormat.of().formatHex(sha.digest());
    }
}
