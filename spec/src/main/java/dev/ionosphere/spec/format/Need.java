package dev.ionosphere.spec.format;

import dev.ionosphere.spec.ion.DeviceSelector;

/** What a node asks of the installation that it is applied to. */
public sealed interface Need {

  /** The field that says so, below the node, such as {@code placement.devices}. */
  String field();

  /** At least one device. */
  record Devices(String field, DeviceSelector selector) implements Need {}

  /** A condition in CEL that compiles. */
  record Condition(String field, String text) implements Need {}

  /** So many different people. */
  record People(String field, String role, int count) implements Need {}

  /** A component, by its name or {@code name@version}. */
  record Component(String field, String reference) implements Need {}
}
