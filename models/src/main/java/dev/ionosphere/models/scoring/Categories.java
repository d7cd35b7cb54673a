package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import java.util.Collections;
import java.util.List;

/**
 * The values of a column of text, as training saw them. Once it is read a value is a number: its
 * place, the number of values for one that is not there, NaN if it is missing.
 *
 * @param values as they are spelled, in the order of {@link String#compareTo}
 */
public record Categories(List<String> values, Unseen unseen) {

  /** Values of a column. */
  public static final int MOST = 1_000;

  /**
   * @throws ModelFormatException if the values are not in order, too many or no short texts
   */
  public Categories {
    values = List.copyOf(values);
    if (values.isEmpty() || values.size() > MOST) {
      throw new ModelFormatException("categories", values.size(), "1 to " + MOST);
    }
    for (int i = 0; i < values.size(); i++) {
      ShortText.checked("category " + i, values.get(i));
      if (i > 0 && values.get(i - 1).compareTo(values.get(i)) >= 0) {
        throw new ModelFormatException(
            "category " + i, values.get(i), "after '" + values.get(i - 1) + "'");
      }
    }
  }

  /** The place of the value, {@link #unseenCode} if training did not see it. */
  public int code(String value) {
    int found = Collections.binarySearch(values, value);
    return found < 0 ? unseenCode() : found;
  }

  /** Stands for every value that training did not see. */
  public int unseenCode() {
    return values.size();
  }

  /**
   * The code from which on a row is not scored; NaN if there is none.
   *
   * @param nullable whether a row may lack the value
   */
  double unscoredFrom(boolean nullable) {
    return switch (unseen) {
      case REFUSE -> unseenCode();
      case MISSING -> nullable ? Double.NaN : unseenCode();
      case OTHER -> Double.NaN;
    };
  }
}
