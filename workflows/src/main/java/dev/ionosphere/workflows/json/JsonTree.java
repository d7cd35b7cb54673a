package dev.ionosphere.workflows.json;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** The field {@code trace} of a tree, if it has one. */
  public static @Nullable String traceOf(Object tree) {
    return tree instanceof Map<?, ?> map && map.get("trace") instanceof String trace ? trace : null;
  }

  private static Payload payload(Object value) {
    return JSON.toData(value).orElseThrow();
  }

  private JsonTree() {}
}
