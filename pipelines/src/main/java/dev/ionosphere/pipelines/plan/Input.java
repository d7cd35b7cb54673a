package dev.ionosphere.pipelines.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that a plan needs.
 *
 * @param nullable whether a row that lacks it is scored
 * @param categories values of a text, in order; null of a number
 * @param unseen what becomes of others; null of a number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Input(
    String name,
    String type,
    boolean nullable,
    @Nullable List<String> categories,
    @Nullable Unseen unseen) {

  /** A number of double precision. */
  public Input(String name, String type, boolean nullable) {
    this(name, type, nullable, null, null);
  }
}
