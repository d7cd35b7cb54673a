package dev.ionosphere.edge.session;

import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.TrustedRoot;
import java.io.IOException;

/** By what the device knows its hub. */
public interface Trust {

  /**
   * The newest root of trust that the device believes.
   *
   * @throws OrderRefusal if there is none that it could believe
   * @throws IOException if it has to ask for one and the hub is away
   */
  TrustedRoot root() throws OrderRefusal, IOException;
}
