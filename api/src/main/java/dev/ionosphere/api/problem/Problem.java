package dev.ionosphere.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Map;

/**
 * RFC 9457.
 *
 * @param code one of {@link ErrorCode}, for programs
 * @param errors what is wrong, one by one, where there is more to say
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    List<Map<String, Object>> errors) {

  public static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  public static Problem of(
      ErrorCode code, String detail, String path, List<Map<String, Object>> errors) {
    String name = code.text();
    return new Problem(
        "https://ionosphere.dev/problems/" + name,
        code.title(),
        code.status(),
        detail,
        path,
        name,
        errors);
  }
}
