package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.hub.Hub;
import dev.ionosphere.edge.hub.HubConnections;
import dev.ionosphere.edge.hub.HubDoor;
import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.session.DeviceSession;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.models.order.TrustedRoot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;

/** An enrolled device's way to a hub. */
public record TestingLink(Hub hub, HubDoor door, HubLink link, DeviceSession session) {

  public static TestingLink to(TestingHub hub, Path directory, String device, Clock clock)
      throws IOException {
    return to(hub, directory, device, clock, System::nanoTime);
  }

  /**
   * @param nanos that pass
   */
  public static TestingLink to(
      TestingHub hub, Path directory, String device, Clock clock, LongSupplier nanos)
      throws IOException {
    return to(hub, hub.address(), directory, device, clock, nanos);
  }

  /**
   * @param address by which the device calls the hub
   */
  public static TestingLink to(
      TestingHub hub, URI address, Path directory, String device, Clock clock, LongSupplier nanos)
      throws IOException {
    DeviceKey key =
        DeviceKey.openOrMake(new StateDirectory(Disk.local(), directory.resolve("identity")));
    hub.enrolled(device, key.publicKey());
    HubLink link = new HubLink(clock);
    HubConnections connections =
        new HubConnections(address, ServerTrust.system("set ION_HUB_CA"), link);
    HubDoor door = new HubDoor(connections, clock);
    DeviceSession session =
        new DeviceSession(device, 1, key, () -> TrustedRoot.pinned(hub.orders.root()), door, nanos);
    return new TestingLink(new Hub(connections, session), door, link, session);
  }
}
