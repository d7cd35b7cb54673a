package dev.ionosphere.api.page;

import dev.ionosphere.api.problem.HubException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list.
 *
 * @param next what to send as {@code cursor} for the following piece; null after the last
 */
public record Slice<T>(List<T> items, @Nullable String next) {

  private static final int MOST = 1_000;

  public Slice {
    items = List.copyOf(items);
  }

  /** How many items a caller gets who asks for so many. */
  public static int size(int limit) {
    return Math.clamp(limit, 1, MOST);
  }

  /**
   * What was found: as many as asked for may not have been all.
   *
   * @param id of an item, which is the cursor of what comes after it
   */
  public static <T> Slice<T> of(List<T> found, int size, Function<T, String> id) {
    return new Slice<>(found, found.size() < size ? null : id.apply(found.getLast()));
  }

  /**
   * The cursor as repositories take it: the id of the last item that was seen, empty for none.
   *
   * @throws HubException malformed, if there is no such item
   */
  public static String after(@Nullable String cursor, Predicate<String> known) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    if (!known.test(cursor)) {
      throw HubException.malformed(
          "cursor \"" + cursor + "\": allowed is what a page of this list had as its next");
    }
    return cursor;
  }

  public <R> Slice<R> map(Function<T, R> shown) {
    return new Slice<>(items.stream().map(shown).toList(), next);
  }
}
