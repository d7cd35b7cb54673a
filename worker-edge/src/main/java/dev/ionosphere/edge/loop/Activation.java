package dev.ionosphere.edge.loop;

import dev.ionosphere.models.device.DesiredState;
import java.io.IOException;

/** Makes a state the durable actual one: the commit point of a swap. */
@FunctionalInterface
public interface Activation {
  void commit(DesiredState state) throws IOException;
}
