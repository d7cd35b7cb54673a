package dev.ionosphere.models.request;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What of a request is signed.
 *
 * @param method in capitals
 * @param target path and query as they are in the first line of the request, byte by byte
 */
public record RequestParts(
    String method, Authority authority, String target, ContentDigest contentDigest) {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
  // no blank, no control character, no fragment: it stays one line of the signature base
  private static final Pattern TARGET = Pattern.compile("/[!-\"$-~]{0,4095}");

  /**
   * @throws ModelFormatException if method or target are none of a request to a server
   */
  public RequestParts {
    if (!METHOD.matcher(method).matches()) {
      throw new ModelFormatException("method", method, "letters in capitals");
    }
    if (!TARGET.matcher(target).matches()) {
      throw new ModelFormatException("request target", target, "a path and a query in ASCII");
    }
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** With its question mark, which is there also without a query. */
  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "?" : target.substring(query);
  }

  /** Values of the components, by {@link SignatureInput#COMPONENTS}. */
  List<Map.Entry<String, String>> components() {
    return List.of(
        Map.entry("@method", method),
        Map.entry("@authority", authority.text()),
        Map.entry("@path", path()),
        Map.entry("@query", query()),
        Map.entry("content-digest", contentDigest.header()));
  }
}
