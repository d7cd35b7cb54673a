package dev.ionosphere.models.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What JSON takes of the memory once a tree is made of it, about, and without making it. */
final class JsonMemory {

  private static final int LIST = 104;
  private static final int OBJECT = 200;
  private static final int MEMBER = 40;
  private static final int VALUE = 24;
  private static final int TEXT = 64;

  /** Nothing takes more of a byte. */
  private static final int MOST_OF_A_BYTE = 128;

  /**
   * Bytes of memory.
   *
   * @param enough from where on it does not matter how many
   */
  static long of(JsonFactory factory, byte[] json, long enough) throws IOException {
    if ((long) json.length * MOST_OF_A_BYTE <= enough) {
      return 0;
    }
    long sum = 0;
    try (JsonParser parser = factory.createParser(json)) {
      JsonToken token = parser.nextToken();
      while (token != null && sum <= enough) {
        sum +=
            switch (token) {
              case START_ARRAY -> LIST;
              case START_OBJECT -> OBJECT;
              case FIELD_NAME -> MEMBER;
              case VALUE_STRING -> TEXT + parser.getTextLength();
              case END_ARRAY, END_OBJECT, NOT_AVAILABLE -> 0;
              default -> VALUE;
            };
        token = parser.nextToken();
      }
    }
    return sum;
  }

  private JsonMemory() {}
}
