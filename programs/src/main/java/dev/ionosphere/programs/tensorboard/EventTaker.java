package dev.ionosphere.programs.tensorboard;

import dev.ionosphere.programs.curve.Point;

/** Takes what events hold, in their order. */
interface EventTaker {

  void scalar(String tag, Point point);

  void histogram(String tag, Histogram histogram);

  void text(String tag, Text text);
}
