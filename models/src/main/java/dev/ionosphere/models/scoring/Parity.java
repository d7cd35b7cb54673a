package dev.ionosphere.models.scoring;

/** Whether a scorer gives what the training engine gave. */
public sealed interface Parity {

  /**
   * Every golden row gives the same.
   *
   * @param largest difference of a distance that was seen
   */
  record Equal(int rows, double largest) implements Parity {}

  /**
   * A row gives something else.
   *
   * @param row number of the first such row, from 0
   */
  record Different(int row, String got, String expected) implements Parity {

    public String message() {
      return "golden row " + row + ": got " + got + ", expected " + expected;
    }
  }
}
