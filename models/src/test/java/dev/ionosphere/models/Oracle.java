package dev.ionosphere.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;

/** Values computed by others; {@code oracle/oracle.py} and {@code oracle/capture.md} say how. */
public final class Oracle {

  private Oracle() {}

  public static byte[] bytes(String name) {
    try (InputStream in = Oracle.class.getResourceAsStream("oracle/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("oracle/" + name, e);
    }
  }

  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(bytes(name));
    } catch (IOException e) {
      throw new AssertionError("oracle/" + name, e);
    }
  }

  public static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  public static long[] wholes(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(JsonNode::longValue)
        .toArray();
  }
}
