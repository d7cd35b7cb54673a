package dev.ionosphere.edge.store;

import java.util.Optional;

/** What a {@link StateDirectory} has under a name. */
public sealed interface Stored<T> {

  /** What was written last, whole. */
  record Current<T>(T content) implements Stored<T> {}

  /**
   * What was written before the last, because the last is not whole.
   *
   * @param why what is wrong with the last
   */
  record Previous<T>(T content, String why) implements Stored<T> {}

  /** Nothing was ever written. */
  record Absent<T>() implements Stored<T> {}

  /**
   * Something was written, and no copy of it is whole.
   *
   * @param why what is wrong
   */
  record Lost<T>(String why) implements Stored<T> {}

  /** The content of whichever copy is whole. */
  default Optional<T> value() {
    return switch (this) {
      case Current<T> current -> Optional.of(current.content());
      case Previous<T> previous -> Optional.of(previous.content());
      case Absent<T> absent -> Optional.empty();
      case Lost<T> lost -> Optional.empty();
    };
  }

  /** What people must hear of: that a copy was not whole. */
  default Optional<String> fault() {
    return switch (this) {
      case Current<T> current -> Optional.empty();
      case Previous<T> previous -> Optional.of(previous.why() + "; its previous copy is used");
      case Absent<T> absent -> Optional.empty();
      case Lost<T> lost -> Optional.of(lost.why());
    };
  }
}
