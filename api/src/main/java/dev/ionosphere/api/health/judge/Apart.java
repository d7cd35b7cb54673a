package dev.ionosphere.api.health.judge;

/**
 * How a device that is unlike training stands against its cohort. It is told at once, also when the
 * others move, and no more when enough judgements of its own in a row say otherwise: what is usual
 * moves with every bucket of any device.
 *
 * @param disagreeing judgements in a row that say otherwise
 * @param judged end of its last judgement, in seconds since 1970
 * @param counted end of the last judgement that counts in {@code disagreeing}
 */
public record Apart(boolean raised, int disagreeing, long judged, long counted) {

  public static final Apart NONE = new Apart(false, 0, Long.MIN_VALUE, Long.MIN_VALUE);

  /** After a judgement that ends then. */
  public Apart judged(long until) {
    return new Apart(raised, disagreeing, until, counted);
  }

  /** After it was held against the others, which may be often in one judgement. */
  public Apart among(double score, Cohort cohort, int toClear) {
    boolean unlike = score < (raised ? cohort.back() : cohort.limit());
    if (unlike == raised) {
      return new Apart(raised, 0, judged, judged);
    }
    if (unlike) {
      return new Apart(true, 0, judged, judged);
    }
    if (judged == counted) {
      return this;
    }
    return disagreeing + 1 >= toClear
        ? new Apart(false, 0, judged, judged)
        : new Apart(true, disagreeing + 1, judged, judged);
  }
}
