package dev.ionosphere.api.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;

/** An answer that holds a secret. Nobody may store it, neither a proxy nor this hub. */
public final class SecretAnswer {

  private static final String NO_STORE = "no-store";

  public static <T> MutableHttpResponse<T> of(MutableHttpResponse<T> answer) {
    return answer.header(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  public static boolean is(HttpResponse<?> answer) {
    return NO_STORE.equals(answer.getHeaders().get(HttpHeaders.CACHE_CONTROL));
  }

  private SecretAnswer() {}
}
