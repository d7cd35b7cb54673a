package dev.ionosphere.models.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The bytes that a signature of a request is over: RFC 9421, section 2.5. */
final class SignatureBase {

  /**
   * @param components name and value, in the order in which they are signed
   * @param parameters the inner list and what follows it, as the header has it
   */
  static String text(List<Map.Entry<String, String>> components, String parameters) {
    StringBuilder text = new StringBuilder();
    components.forEach(component ->
        text.append('"')
            .append(component.getKey())
            .append("\": ")
            .append(component.getValue())
            .append('\n'));
    return text.append("\"@signature-params\": ").append(parameters).toString();
  }

  static byte[] of(RequestParts parts, SignatureInput input) {
    return text(parts.components(), input.parameters()).getBytes(StandardCharsets.US_ASCII);
  }

  private SignatureBase() {}
}
