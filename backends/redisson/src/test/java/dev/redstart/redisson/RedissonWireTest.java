package dev.redstart.redisson;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.DriverCase;
import dev.redstart.contract.driver.ScriptedServer;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.contract.servers.TestCertificates;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisClientConfig;

/** Whether Redisson is still made as {@link RedissonWire} takes it; the first test to look at after an upgrade. */
class RedissonWireTest extends DriverCase {

    private static final String CHANGED =
            "Redisson builds its pipeline differently than 4.7.0 does: see what is new, then adapt RedissonWire";

    RedissonWireTest() {
        super(new RedissonDriver());
    }

    @Test
    void redissonsPipelineIsTheOneThatWeTakeApart() {
        List<String> known = List.of(
                "RedisConnectionHandler",
                "ConnectionWatchdog",
                "CommandEncoder",
                "CommandBatchEncoder",
                "CommandsQueue",
                "CommandDecoder",
                "ErrorsLoggingHandler");
        assertThat(pipelineOf("redis")).as(CHANGED).isEqualTo(known);
        List<String> secured = new ArrayList<>(List.of("SslHandler", "RedisChannelInitializer$1"));
        secured.addAll(known);
        assertThat(pipelineOf("rediss")).as(CHANGED).isEqualTo(secured);
    }

    /** The classes in it when Redisson shows it. */
    private static List<String> pipelineOf(String scheme) {
        List<String> shown = new CopyOnWriteArrayList<>();
        NettyHook look = new NettyHook() {
            @Override
            public void afterBoostrapInitialization(Bootstrap bootstrap) {}

            @Override
            public void afterChannelInitialization(Channel channel) {
                channel.pipeline().forEach(entry -> {
                    String name = entry.getValue().getClass().getName();
                    // The initializer itself is on its way out.
                    if (!name.endsWith("RedisChannelInitializer")) shown.add(name.substring(name.lastIndexOf('.') + 1));
                });
                channel.close();
            }
        };
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            RedisClient client = RedisClient.create(new RedisClientConfig()
                    .setAddress(scheme + "://127.0.0.1:" + RedisServers.shared().port())
                    .setResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                    .setGroup(loops)
                    .setNettyHook(look));
            client.connectAsync();
            await(() -> shown.size() >= 7);
            client.shutdown();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        return shown;
    }

    @Test
    void nothingIsSaidBeforeOurGreeting() throws Exception {
        List<List<String>> said = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    said.add(peer.read());
                    peer.send("%1\r\n+proto\r\n:3\r\n");
                    said.add(peer.read());
                    peer.send("+fine\r\n");
                });
                Transport transport = open(server.address("?clientName=n").replace("//", "//u:p@"))) {
            assertThat(transport.call(command("GET", "k"))).isEqualTo(new Reply.Text("fine"));
        }
        assertThat(said).containsExactly(List.of("HELLO", "3", "AUTH", "u", "p", "SETNAME", "n"), List.of("GET", "k"));
    }

    @Test
    void theContextOfTheResourcesIsTheOneThatIsUsed() {
        // Trusted by nobody but this context: with any other, Redisson's own included, the handshake fails.
        TestCertificates certificates = TestCertificates.create();
        try (RedisServer server = RedisServer.builder().tls(certificates).start();
                Transport transport = new RedissonDriver()
                        .open(Endpoint.parse(
                                url("rediss://127.0.0.1:" + server.port()),
                                new Resources(Clock.systemUTC(), Runnable::run, certificates.clientContext(), null)))) {
            assertThat(transport.call(command("PING"))).isEqualTo(new Reply.Text("PONG"));
        }
    }
}
