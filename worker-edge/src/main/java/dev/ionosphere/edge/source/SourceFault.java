package dev.ionosphere.edge.source;

import java.io.IOException;

/** The source cannot be read as it is, for example because a column is missing. */
public final class SourceFault extends IOException {

  private static final long serialVersionUID = 1L;

  private final String fault;

  public SourceFault(String message) {
    super(message);
    this.fault = message;
  }

  /** What is wrong with which source. */
  public String fault() {
    return fault;
  }
}
