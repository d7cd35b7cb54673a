package dev.ionosphere.activities.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs components as jobs of its own, outside our process. */
public interface Engine {

  /** Its name in an ION's {@code placement.cloud.engine}. */
  String name();

  /** Name and version, for a model's lineage, such as {@code spark-4.1.0}. */
  String version();

  /**
   * Starts the job, or finds it again: a run that has finished is not repeated, one that is under
   * way is watched. At most one job a run id is ever under way.
   *
   * @throws IOException if the job could not be started
   * @throws MasterException if its master is not allowed; nothing was started then
   */
  EngineRun launch(EngineJob job) throws IOException;

  /** The run if it has succeeded here, whichever worker watched it. */
  Optional<EngineRun> finished(String run);

  /**
   * Ends whatever is under way for the run id, and keeps it from being launched any more.
   *
   * @throws IOException if it could not be noted
   */
  void stop(String run) throws IOException;

  /**
   * The jobs that are under way, by run id, whichever worker started them.
   *
   * @throws IOException if it cannot be found out
   */
  Map<String, EngineRun> underWay() throws IOException;

  /**
   * Runs that are not under way and have given no sign of life since.
   *
   * @throws IOException if it cannot be found out
   */
  List<String> quietSince(Instant time) throws IOException;

  /**
   * Deletes everything of a run that is not under way; one that is stays.
   *
   * @throws IOException if something could not be deleted
   */
  void forget(String run) throws IOException;
}
