package dev.ionosphere.pipelines.component;

/** A kind of model that can be trained. */
public interface Component {

  /** As documents name it. */
  String name();

  /**
   * Reads the arguments, before Spark takes its seconds to start.
   *
   * @throws dev.ionosphere.pipelines.JobException if one is wrong; names it
   */
  Learner learner(Arguments arguments);
}
