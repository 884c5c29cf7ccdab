package dev.redstart.contract.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsTest {
    @BeforeAll
    static void redisIsHere() {
        RedisBinaries.get();
    }

    @Test
    void handshakeWithVerifiedNameAndAddress() throws Exception {
        try (RedisServer server = RedisServer.builder().tls().start()) {
            assertThat(server.uri()).startsWith("rediss://");
            for (String host : List.of("127.0.0.1", "localhost")) {
                try (SSLSocket socket = socket(TestCertificates.shared(), host, server.port())) {
                    socket.startHandshake();
                    assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
                    socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("+PONG\r\n");
                }
            }
        }
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws Exception {
        try (RedisServer server = RedisServer.builder().tls().start();
                SSLSocket socket = socket(TestCertificates.create(), "127.0.0.1", server.port())) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aClientCertificateCanBeRequired() {
        try (RedisServer server = RedisServer.builder()
                .tls()
                .password("secret")
                .config("tls-auth-clients", "yes")
                .start()) {
            assertThat(server.call("PING")).isEqualTo("PONG");
            Command.Outcome without = cli(server);
            assertThat(without.output()).doesNotContain("PONG");
            TestCertificates own = TestCertificates.shared();
            Command.Outcome with = cli(
                    server,
                    "--cert",
                    own.clientCertFile().toString(),
                    "--key",
                    own.clientKeyFile().toString());
            assertThat(with.output()).contains("PONG");
        }
    }

    @Test
    void storesHoldWhatDriversNeed() throws Exception {
        TestCertificates certificates = TestCertificates.create();
        KeyStore trust =
                KeyStore.getInstance(certificates.trustStore().toFile(), TestCertificates.STORE_PASSWORD.toCharArray());
        KeyStore own =
                KeyStore.getInstance(certificates.keyStore().toFile(), TestCertificates.STORE_PASSWORD.toCharArray());
        assertThat(trust.isCertificateEntry("ca")).isTrue();
        assertThat(own.isKeyEntry("client")).isTrue();
        own.getCertificate("client").verify(trust.getCertificate("ca").getPublicKey());
        assertThat(Files.readString(certificates.serverKeyFile())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    private static SSLSocket socket(TestCertificates certificates, String host, int port) throws Exception {
        SSLSocket socket =
                (SSLSocket) certificates.clientContext().getSocketFactory().createSocket(host, port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static Command.Outcome cli(RedisServer server, String... more) {
        return Command.of(
                        RedisBinaries.get().cli().toString(),
                        "--tls",
                        "--cacert",
                        TestCertificates.shared().caFile().toString(),
                        "--no-auth-warning",
                        "-a",
                        "secret",
                        "-p",
                        Integer.toString(server.port()))
                .with(List.of(more))
                .with(List.of("PING"))
                .run();
    }
}
