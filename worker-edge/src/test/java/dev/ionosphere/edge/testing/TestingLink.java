package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.DeviceTokens;
import dev.ionosphere.links.tls.ServerTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** An enrolled device's way to a hub. */
public record TestingLink(Hub hub, HubLink link) {

  public static TestingLink to(TestingHub hub, Path directory, String device, Clock clock)
      throws IOException {
    DeviceKey key = DeviceKey.openOrMake(directory.resolve("identity"));
    hub.enrolled(device, key.publicKey());
    HubLink link = new HubLink(clock);
    return new TestingLink(
        new Hub(
            hub.address(),
            ServerTrust.system("set ION_HUB_CA"),
            new DeviceTokens(device, key, clock),
            link),
        link);
  }
}
