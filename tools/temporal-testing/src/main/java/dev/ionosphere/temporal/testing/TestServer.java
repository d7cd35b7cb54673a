package dev.ionosphere.temporal.testing;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.internal.testservice.TestServicesStarter;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Serves the Java SDK's test services on a port of the loopback address. The SDK's own main would
 * listen on every address, for everyone.
 */
public final class TestServer {
  private TestServer() {}

  /** Argument: the port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    // time goes on by itself: nothing may skip it
    try (TestServicesStarter services = new TestServicesStarter(true, 0)) {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      services.getServices().forEach(builder::addService);
      Server server = builder.build().start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
      addSearchAttributes(port);
      server.awaitTermination();
    }
  }

  private static void addSearchAttributes(int port) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + port)
                .validateAndBuildWithDefaults());
    operator
        .blockingStub()
        .addSearchAttributes(
            AddSearchAttributesRequest.newBuilder()
                .setNamespace("default")
                .putSearchAttributes("IonName", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .putSearchAttributes("IonStatus", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .putSearchAttributes("IonPendingApprovals", IndexedValueType.INDEXED_VALUE_TYPE_INT)
                .build());
    operator.shutdown();
  }
}
