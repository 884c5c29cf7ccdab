package dev.redstart.contract.servers;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate authority for an afternoon: keys on P-256, certificates as RFC 5280 describes them, signed with
 * ECDSA-SHA256. The JDK reads certificates but has no public way to write one, and five runs of {@code keytool} cost
 * seconds, so the structure is written out here.
 */
final class Issuer {
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] KEY_USAGE = Der.oid(2, 5, 29, 15);
    private static final byte[] ALTERNATIVE_NAME = Der.oid(2, 5, 29, 17);
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);

    private static final Duration VALID = Duration.ofDays(30);

    private final String name;
    private final Identity identity;

    private Issuer(String name, Identity identity) {
        this.name = name;
        this.identity = identity;
    }

    /** A key and the certificate that belongs to it. */
    record Identity(PrivateKey key, X509Certificate certificate) {}

    static Issuer create(String name) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.TRUE)),
                // keyCertSign and cRLSign: bits 5 and 6.
                critical(KEY_USAGE, Der.bits(1, new byte[] {0x06})));
        return new Issuer(
                name,
                new Identity(keys.getPrivate(), sign(name, name, keys.getPublic(), extensions, keys.getPrivate())));
    }

    /** A certificate for a server on loopback, by name and by address, or for a client. */
    Identity issue(String subject) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        byte[] names = Der.sequence(
                Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.implicit(7, new byte[] {127, 0, 0, 1}));
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence()),
                // digitalSignature: bit 0.
                critical(KEY_USAGE, Der.bits(7, new byte[] {(byte) 0x80})),
                Der.sequence(ALTERNATIVE_NAME, Der.octets(names)));
        return new Identity(keys.getPrivate(), sign(name, subject, keys.getPublic(), extensions, identity.key()));
    }

    X509Certificate certificate() {
        return identity.certificate();
    }

    private static X509Certificate sign(
            String issuer, String subject, PublicKey key, byte[] extensions, PrivateKey signingKey)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] unsigned = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(63, new SecureRandom()).setBit(62)),
                ECDSA_SHA256,
                distinguishedName(issuer),
                // Begins in the past, for clocks that disagree.
                Der.sequence(Der.utcTime(now.minus(Duration.ofDays(1))), Der.utcTime(now.plus(VALID))),
                distinguishedName(subject),
                key.getEncoded(),
                Der.explicit(3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signingKey);
        signature.update(unsigned);
        byte[] signed = Der.sequence(unsigned, ECDSA_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static byte[] distinguishedName(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
    }

    private static byte[] critical(byte[] oid, byte[] content) {
        return Der.sequence(oid, Der.TRUE, Der.octets(content));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
