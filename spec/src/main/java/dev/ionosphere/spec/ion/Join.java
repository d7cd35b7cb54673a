package dev.ionosphere.spec.ion;

/**
 * How the model edges into a node come together. Stated wherever there are several: nothing
 * defaults to the weaker.
 *
 * @param need how many of the declared edges
 * @param match which of their models belong together
 */
public record Join(Need need, Match match) {

  /** How many branches it takes, counted by declared edges. */
  public sealed interface Need {

    /** {@code edges} of them exist; 1 to {@code edges}. */
    int of(int edges);

    /** Each branch goes on by itself. */
    record Any() implements Need {
      @Override
      public int of(int edges) {
        return 1;
      }
    }

    record All() implements Need {
      @Override
      public int of(int edges) {
        return edges;
      }
    }

    /** The first {@code count} branches, at least 2; those that come later are dropped. */
    record AtLeast(int count) implements Need {
      @Override
      public int of(int edges) {
        return Math.min(count, edges);
      }
    }
  }

  /** Which models belong together. */
  public enum Match {
    /** Branches of one candidate, such as parallel approvals. */
    LINEAGE,
    /** The newest of each edge, from independent origins. */
    LATEST
  }
}
