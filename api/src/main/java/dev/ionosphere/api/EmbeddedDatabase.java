package dev.ionosphere.api;

/** H2, so that it does what PostgreSQL does. */
final class EmbeddedDatabase {

  /**
   * Results are not reused: between a commit and the mark that tables have changed, H2 answers a
   * query it has seen from before the commit and a new one from after it. Whoever reads a record
   * and then the chain's tip must not find the older tip.
   *
   * @param where such as {@code mem:name} or {@code file:/path}
   */
  static String url(String where) {
    return "jdbc:h2:"
        + where
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
        + ";OPTIMIZE_REUSE_RESULTS=FALSE";
  }

  private EmbeddedDatabase() {}
}
