package dev.redstart.engine.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The password of the one user there is, {@code default}: {@code requirepass}. Used under the engine's lock. */
public final class Authentication {

    /** The name of that user. */
    public static final String USER = "default";

    private static final byte[] NAME = USER.getBytes(StandardCharsets.US_ASCII);
    private byte[] password = {};

    /** Sets it; empty for none. Who has got in stays in. */
    public void require(byte[] password) {
        this.password = password.clone();
    }

    /** Whether there is a password at all. */
    public boolean isRequired() {
        return password.length > 0;
    }

    /** Whether they let somebody in; without a password anything does. Takes as long for a nearly right one as for any. */
    public boolean accepts(byte[] user, byte[] given) {
        boolean right = !isRequired() || MessageDigest.isEqual(password, given);
        return Arrays.equals(NAME, user) && right;
    }

    /** The SHA-256 of the password, in hexadecimal: what ACL shows of it. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
