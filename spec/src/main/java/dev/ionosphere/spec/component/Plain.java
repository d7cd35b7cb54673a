package dev.ionosphere.spec.component;

/** Values as people write them. */
final class Plain {

  private Plain() {}

  /** A number without a fraction that is 0. */
  static String of(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
