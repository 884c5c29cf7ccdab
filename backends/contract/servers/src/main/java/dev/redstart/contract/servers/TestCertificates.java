package dev.redstart.contract.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS needs: an authority, a certificate for servers on {@code localhost} and 127.0.0.1, and one for clients, as PEM
 * for Redis and redis-cli, as PKCS#12 for drivers, as {@link SSLContext} for our own sockets. Made in memory by the JDK
 * alone in a few milliseconds, in a temporary folder that goes with the JVM. No secret: for tests on loopback only.
 */
public final class TestCertificates {
    /** Of {@link #trustStore()} and {@link #keyStore()}. */
    public static final String STORE_PASSWORD = "redstart";

    private final Path folder;
    private final SSLContext clientContext;

    private TestCertificates(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        folder.toFile().deleteOnExit();
        Issuer authority = Issuer.create("Redstart test authority");
        Issuer.Identity server = authority.issue("localhost");
        Issuer.Identity client = authority.issue("redstart test client");

        write(caFile(), pem("CERTIFICATE", authority.certificate().getEncoded()));
        write(serverCertFile(), pem("CERTIFICATE", server.certificate().getEncoded()));
        write(serverKeyFile(), pem("PRIVATE KEY", server.key().getEncoded()));
        write(clientCertFile(), pem("CERTIFICATE", client.certificate().getEncoded()));
        write(clientKeyFile(), pem("PRIVATE KEY", client.key().getEncoded()));

        KeyStore trusted = emptyStore();
        trusted.setCertificateEntry("ca", authority.certificate());
        store(trusted, trustStore());
        KeyStore own = emptyStore();
        own.setKeyEntry("client", client.key(), STORE_PASSWORD.toCharArray(), new Certificate[] {client.certificate()});
        store(own, keyStore());
        clientContext = context(trusted, own);
    }

    /** One set for all tests of this JVM. */
    public static TestCertificates shared() {
        return Shared.CERTIFICATES;
    }

    /** Another authority: what it signs is trusted by nobody who trusts {@link #shared()}. */
    public static TestCertificates create() {
        try {
            return new TestCertificates(Folders.temporary("redstart-tls-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make certificates", e);
        }
    }

    public Path caFile() {
        return folder.resolve("ca.crt");
    }

    public Path serverCertFile() {
        return folder.resolve("server.crt");
    }

    public Path serverKeyFile() {
        return folder.resolve("server.key");
    }

    public Path clientCertFile() {
        return folder.resolve("client.crt");
    }

    public Path clientKeyFile() {
        return folder.resolve("client.key");
    }

    /** PKCS#12 with the authority. */
    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** PKCS#12 with the client's key and certificate. */
    public Path keyStore() {
        return folder.resolve("client.p12");
    }

    /** Trusts this authority alone and shows the client certificate to a server that asks for one. */
    public SSLContext clientContext() {
        return clientContext;
    }

    private static SSLContext context(KeyStore trusted, KeyStore own) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void store(KeyStore content, Path file) throws IOException, GeneralSecurityException {
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            content.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        file.toFile().deleteOnExit();
        Files.write(file, lines);
    }

    private static List<String> pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return List.of("-----BEGIN " + type + "-----", body, "-----END " + type + "-----");
    }

    private static final class Shared {
        static final TestCertificates CERTIFICATES = create();
    }
}
