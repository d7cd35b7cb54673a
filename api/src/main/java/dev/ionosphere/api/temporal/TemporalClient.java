package dev.ionosphere.api.temporal;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.links.temporal.TemporalSecurity;
import dev.ionosphere.links.temporal.TemporalStubs;
import io.grpc.Status;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;
import java.time.Duration;

@Factory
final class TemporalClient {

  /** Connects at first use, so the hub starts without Temporal. */
  @Singleton
  @Bean(preDestroy = "shutdown")
  WorkflowServiceStubs stubs(
      HubConfiguration configuration, @Nullable TemporalSecurity protection) {
    TemporalSecurity security = protection == null ? TemporalSecurity.none() : protection;
    return WorkflowServiceStubs.newServiceStubs(
        TemporalStubs.options(configuration.temporalAddress(), security)
            // A person waits for the answer: better a clear 503 than a minute of silence.
            .setRpcTimeout(Duration.ofSeconds(5))
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(100))
                    .setMaximumInterval(Duration.ofSeconds(1))
                    .setExpiration(Duration.ofSeconds(6))
                    .addDoNotRetry(Status.Code.INVALID_ARGUMENT, null)
                    .validateBuildWithDefaults())
            .build());
  }

  @Singleton
  WorkflowClient client(WorkflowServiceStubs stubs, HubConfiguration configuration) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(configuration.temporalNamespace())
            .setIdentity("hub")
            .build());
  }
}
