package dev.ionosphere.data.source;

import java.io.IOException;

/** A source is not what it should be; the message names it and says what is wrong. */
public final class SourceException extends IOException {

  private static final long serialVersionUID = 1;

  public SourceException(String message) {
    super(message);
  }
}
