package dev.ionosphere.edge.session;

import java.io.IOException;

/** Where the hub opens sessions. */
public interface SessionDesk {

  /** Good for one offer. */
  String nonce() throws IOException;

  /** The hub's answer to an offer. Nothing of it is believed yet. */
  byte[] open(byte[] offer) throws IOException;
}
