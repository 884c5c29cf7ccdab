package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.contract.servers.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The port under TLS, with clients that show a certificate and clients that show none. */
class TlsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    private static TestPort open(TlsOptions.Clients clients) {
        TlsOptions tls = new TlsOptions(
                CERTIFICATES.serverCertFile(), CERTIFICATES.serverKeyFile(), null, CERTIFICATES.caFile(), clients);
        return TestPort.open(ServerOptions.none().withTls(0, tls));
    }

    private static Wire connect(SSLContext context, TestPort port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port.port());
        return new Wire(socket);
    }

    /** Trusts the server, has nothing to show. */
    private static SSLContext bare() throws IOException, GeneralSecurityException {
        KeyStore trusted =
                KeyStore.getInstance(CERTIFICATES.trustStore().toFile(), TestCertificates.STORE_PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void withACertificate() throws IOException {
        try (TestPort port = open(TlsOptions.Clients.YES);
                Wire wire = connect(CERTIFICATES.clientContext(), port)) {
            String big = "x".repeat(1_000_000);
            wire.command("SET", "k", big).expect("+OK\r\n");
            wire.command("GET", "k");
            assertThat(wire.bulk()).isEqualTo(big);
        }
    }

    @Test
    void withoutOne() throws IOException, GeneralSecurityException {
        SSLContext bare = bare();
        try (TestPort port = open(TlsOptions.Clients.YES);
                Wire wire = connect(bare, port)) {
            assertThatThrownBy(() -> wire.command("PING").line()).isInstanceOf(IOException.class);
        }
        for (TlsOptions.Clients clients :
                new TlsOptions.Clients[] {TlsOptions.Clients.OPTIONAL, TlsOptions.Clients.NO}) {
            try (TestPort port = open(clients);
                    Wire wire = connect(bare, port)) {
                wire.command("PING").expect("+PONG\r\n");
            }
        }
    }

    @Test
    void withOneOfAnotherAuthority() throws IOException {
        SSLContext stranger = TestCertificates.create().clientContext();
        try (TestPort port = open(TlsOptions.Clients.NO);
                Wire wire = connect(stranger, port)) {
            assertThatThrownBy(() -> wire.command("PING").line()).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void inTheClear() throws IOException {
        try (TestPort port = open(TlsOptions.Clients.YES);
                Wire wire = port.connect()) {
            wire.command("PING").expectClosed();
        }
    }

    @Test
    void aFileThatIsNotThere() {
        TlsOptions tls = new TlsOptions(
                Path.of("/nowhere.crt"), CERTIFICATES.serverKeyFile(), null, null, TlsOptions.Clients.NO);
        assertThatThrownBy(() -> TestPort.open(ServerOptions.none().withTls(0, tls)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/nowhere.crt");
    }
}
