package dev.redstart.engine.acl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Passwords are kept as the SHA-256 of each, in hexadecimal. */
final class Passwords {

    private static final int DIGITS = 64;

    private Passwords() {}

    static String hash(String password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Latin.bytes(password)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash itself, if it is one. */
    static String checkedHash(String hash) {
        boolean right =
                hash.length() == DIGITS && hash.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!right) throw new RuleException(RuleException.Reason.NO_HASH);
        return hash;
    }

    /** Whether it is one of them. Takes as long for a nearly right one as for any. */
    static boolean accept(List<String> hashes, String password) {
        byte[] given = Latin.bytes(hash(password));
        boolean right = false;
        for (String hash : hashes) right |= MessageDigest.isEqual(Latin.bytes(hash), given);
        return right;
    }
}
