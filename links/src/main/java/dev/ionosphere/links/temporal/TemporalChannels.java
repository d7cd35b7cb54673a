package dev.ionosphere.links.temporal;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;

/** Protected channels to Temporal, made by its SDK or by the process itself. */
public final class TemporalChannels {

  private TemporalChannels() {}

  /** Options of stubs that make their own channel, on Netty. */
  public static WorkflowServiceStubsOptions.Builder options(
      String address, TemporalSecurity security) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    security
        .tls()
        .ifPresent(tls -> {
          options.setSslContext(netty(tls));
          options.setChannelInitializer(channel -> name(channel, security));
        });
    return authorized(options, security);
  }

  private static SslContext netty(TemporalSecurity.Tls tls) {
    SslContextBuilder builder = GrpcSslContexts.forClient().trustManager(tls.trust().manager());
    tls.identity().ifPresent(identity -> builder.keyManager(identity.keyManagers()[0]));
    try {
      return builder.build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("this Java has no TLS", impossible);
    }
  }

  /** Credentials of a channel that a process makes by itself. */
  public static ChannelCredentials credentials(TemporalSecurity security) {
    return security
        .tls()
        .map(tls ->
            TlsChannelCredentials.newBuilder()
                .trustManager(tls.trust().manager())
                .keyManager(
                    tls.identity()
                        .map(identity -> identity.keyManagers())
                        .orElse(new KeyManager[0]))
                .build())
        .orElse(InsecureChannelCredentials.create());
  }

  /** Asks the server for the certificate of its own name instead of the address's. */
  public static void name(ManagedChannelBuilder<?> channel, TemporalSecurity security) {
    security.tls().flatMap(TemporalSecurity.Tls::serverName).ifPresent(channel::overrideAuthority);
  }

  /** With the API key, if there is one. */
  public static WorkflowServiceStubsOptions.Builder authorized(
      WorkflowServiceStubsOptions.Builder options, TemporalSecurity security) {
    security.apiKey().ifPresent(key -> options.addApiKey(key::value));
    return options;
  }
}
