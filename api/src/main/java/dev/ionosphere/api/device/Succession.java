package dev.ionosphere.api.device;

/** What of a device goes on in its next incarnation, though it is another one. */
public interface Succession {

  /**
   * The device has proved with its old key that it is the same one, with all that is on its disk.
   * Callers bring the transaction.
   */
  void goesOn(String device, long before, long after);
}
