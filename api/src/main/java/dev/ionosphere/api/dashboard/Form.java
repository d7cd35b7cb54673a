package dev.ionosphere.api.dashboard;

import io.micronaut.core.annotation.Introspected;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a form of our pages sends, bound as a whole: field by field, Micronaut may claim one twice.
 *
 * @param form tells that the page was ours
 */
@Introspected
public record Form(
    @Nullable String form,
    @Nullable String reason,
    @Nullable String decision,
    @Nullable String subject,
    @Nullable String onBehalfOf,
    @Nullable String page) {

  /** A page of ours by its plain path, nobody else's. */
  private static final Pattern PAGE = Pattern.compile("/|(/[A-Za-z0-9][A-Za-z0-9._:-]*)+");

  static final Form EMPTY = new Form(null, null, null, null, null, null);

  @Override
  public String reason() {
    return reason == null ? "" : reason;
  }

  @Override
  public String decision() {
    return decision == null ? "" : decision;
  }

  /** Nobody is nothing in a form. */
  @Override
  public @Nullable String onBehalfOf() {
    return onBehalfOf == null || onBehalfOf.isBlank() ? null : onBehalfOf;
  }

  @Override
  public String subject() {
    return subject == null ? "" : subject;
  }

  /** The page that the form was on, unless it does not say or says another's. */
  public String pageOr(String otherwise) {
    return page != null && PAGE.matcher(page).matches() ? page : otherwise;
  }
}
