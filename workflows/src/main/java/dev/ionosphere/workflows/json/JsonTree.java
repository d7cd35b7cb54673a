package dev.ionosphere.workflows.json;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** A record as a tree of maps, lists, texts, numbers and truth values, and back. */
public final class JsonTree {

  private static final JacksonJsonPayloadConverter JSON = new JacksonJsonPayloadConverter();

  public static Object of(Object value) {
    return JSON.fromData(payload(value), Object.class, Object.class);
  }

  /**
   * @throws io.temporal.common.converter.DataConverterException if the tree is no such record
   */
  public static <T> T to(Class<T> type, Object tree) {
    return JSON.fromData(payload(tree), type, type);
  }

  private static Payload payload(Object value) {
    return JSON.toData(value).orElseThrow();
  }

  private JsonTree() {}
}
