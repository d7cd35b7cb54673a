package dev.ionosphere.api.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    ErrorCode code = ErrorCode.ofStatus(response.code());
    String path = context.getRequest().getPath();
    MutableHttpResponse<Problem> answer =
        HttpResponse.<Problem>status(response.status())
            .body(Problem.of(code, detail(code, context, path), path, List.of()))
            .contentType(Problem.MEDIA_TYPE);
    response.getHeaders().forEachValue((name, value) -> copy(answer, name, value));
    return answer;
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
      case TOO_LARGE -> "the body is larger than the 1 MB that is allowed here";
      default -> {
        String text =
            context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        yield plain(text);
      }
    };
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
