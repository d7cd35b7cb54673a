package dev.ionosphere.links.temporal;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import javax.net.ssl.KeyManager;

/** Protects the channel to Temporal that a process makes by itself, on any transport. */
public final class TemporalChannels {

  private TemporalChannels() {}

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
