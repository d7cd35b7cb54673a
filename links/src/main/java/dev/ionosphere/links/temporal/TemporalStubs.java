package dev.ionosphere.links.temporal;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import javax.net.ssl.SSLException;

/** Stubs whose channel the SDK makes, on Netty. A device, which has no Netty, does without. */
public final class TemporalStubs {

  private TemporalStubs() {}

  /** Options of stubs that make their own channel, on Netty. */
  public static WorkflowServiceStubsOptions.Builder options(
      String address, TemporalSecurity security) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    security
        .tls()
        .ifPresent(tls -> {
          options.setSslContext(netty(tls));
          options.setChannelInitializer(channel -> TemporalChannels.name(channel, security));
        });
    return TemporalChannels.authorized(options, security);
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
}
