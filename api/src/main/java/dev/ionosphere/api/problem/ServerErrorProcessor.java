package dev.ionosphere.api.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Problems for what the HTTP server refuses by itself: unknown paths, methods, broken bodies. */
@Singleton
@Primary
final class ServerErrorProcessor implements ErrorResponseProcessor<Problem> {

  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "Failed to convert argument \\[(\\w+)] for value \\[(.*)] due to: For input.*");

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ErrorCode code = code(context, response.code());
    String path = context.getRequest().getPath();
    MutableHttpResponse<Problem> answer =
        HttpResponse.<Problem>status(HttpStatus.valueOf(code.status()))
            .body(Problem.of(code, detail(code, context, path), path, List.of()))
            .contentType(Problem.MEDIA_TYPE);
    response.getHeaders().forEachValue((name, value) -> copy(answer, name, value));
    return answer;
  }

  /** The server answers 413 for all that is too long, and 500 for a body that is not gzip. */
  private static ErrorCode code(ErrorContext context, int status) {
    return switch (cause(context)) {
      case TooLongHttpHeaderException header -> ErrorCode.HEADERS_TOO_LARGE;
      case TooLongHttpLineException line -> ErrorCode.URI_TOO_LONG;
      case DecompressionException body -> ErrorCode.MALFORMED;
      case null, default -> ErrorCode.ofStatus(status);
    };
  }

  /** What the server does not say itself is in the request that it could not decode. */
  private static @Nullable Throwable cause(ErrorContext context) {
    return context
        .getRootCause()
        .orElseGet(() ->
            context.getRequest() instanceof NettyHttpRequest<?> request
                ? request.getNativeRequest().decoderResult().cause()
                : null);
  }

  private static void copy(MutableHttpResponse<?> answer, String name, String value) {
    if (!name.equalsIgnoreCase("content-type") && !name.equalsIgnoreCase("content-length")) {
      answer.header(name, value);
    }
  }

  private static String detail(ErrorCode code, ErrorContext context, String path) {
    return switch (code) {
      case INTERNAL -> "the hub's log says more";
      case NOT_FOUND -> "there is nothing at " + path;
      case TOO_LARGE ->
          "the body is larger than the %s that is allowed here"
              .formatted(isStreamed(context.getRequest()) ? "1 GB" : "1 MB");
      case HEADERS_TOO_LARGE -> "the header fields are larger than the 8 KB that are allowed";
      case URI_TOO_LONG -> "the address is longer than the 4 KB that are allowed";
      case NOT_ACCEPTABLE -> "Accept names nothing that this address can answer with";
      default -> {
        String text =
            context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        yield plain(text);
      }
    };
  }

  /** Whether the body goes to the disk and is not held. */
  private static boolean isStreamed(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .flatMap(RouteInfo::getRequestBodyType)
        .filter(body -> body.getType() == InputStream.class)
        .isPresent();
  }

  /** What is wrong in a parser's words, without the names of our classes and variables. */
  private static String plain(String text) {
    String first = text.lines().findFirst().orElse("");
    Matcher number = NO_NUMBER.matcher(first);
    if (number.matches()) {
      return "%s: got \"%s\", allowed is a whole number"
          .formatted(number.group(1), number.group(2));
    }
    int reason = first.indexOf(" due to: ");
    String words = reason < 0 ? first : first.substring(reason + " due to: ".length());
    int problem = words.indexOf(", problem: ");
    String clean =
        (problem < 0 ? words : words.substring(problem + ", problem: ".length()))
            .replaceAll("( \\(start marker)? at \\[Source.*", "")
            .replaceAll("\\[Source: [^;\\]]*; ", "[")
            .replaceAll("`?dev\\.ionosphere[A-Za-z0-9.$]*`?", "the body");
    return clean.length() > 300 ? clean.substring(0, 300) : clean;
  }
}
