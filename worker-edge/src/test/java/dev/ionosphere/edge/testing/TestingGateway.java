package dev.ionosphere.edge.testing;

import dev.ionosphere.links.tls.Identity;
import dev.ionosphere.links.tls.ServerTrust;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * TLS before a real Temporal server, as an installation has it: takes calls under its certificate,
 * notes what authorises each, and forwards it.
 */
public final class TestingGateway implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;
  private final ManagedChannel target;

  /** Method and authorisation of each call. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /**
   * @param clients whose certificates clients have to show; empty if they need none
   */
  public TestingGateway(String target, Identity identity, Optional<ServerTrust> clients) {
    this.target = NettyChannelBuilder.forTarget(target).usePlaintext().build();
    TlsServerCredentials.Builder credentials =
        TlsServerCredentials.newBuilder().keyManager(identity.keyManagers());
    clients.ifPresent(trust ->
        credentials
            .trustManager(trust.manager())
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE));
    try {
      server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials.build())
              .fallbackHandlerRegistry(new Forwarding())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    target.shutdownNow();
  }

  private final class Forwarding extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.newBuilder(new Bytes(), new Bytes())
              .setFullMethodName(name)
              .setType(MethodDescriptor.MethodType.UNARY)
              .build();
      return ServerMethodDefinition.create(
          method, (call, headers) -> forward(method, call, headers));
    }

    private ServerCall.Listener<byte[]> forward(
        MethodDescriptor<byte[], byte[]> method, ServerCall<byte[], byte[]> in, Metadata headers) {
      calls.add(method.getBareMethodName() + " " + headers.get(AUTHORIZATION));
      ClientCall<byte[], byte[]> out = target.newCall(method, CallOptions.DEFAULT);
      out.start(new Answer(in), headers);
      out.request(2);
      in.request(2);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] message) {
          out.sendMessage(message);
        }

        @Override
        public void onHalfClose() {
          out.halfClose();
        }

        @Override
        public void onCancel() {
          out.cancel("the client is gone", null);
        }
      };
    }
  }

  private static final class Answer extends ClientCall.Listener<byte[]> {
    private final ServerCall<byte[], byte[]> in;

    Answer(ServerCall<byte[], byte[]> in) {
      this.in = in;
    }

    @Override
    public void onHeaders(Metadata headers) {
      in.sendHeaders(headers);
    }

    @Override
    public void onMessage(byte[] message) {
      in.sendMessage(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      in.close(status, trailers);
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
