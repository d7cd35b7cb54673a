package dev.ionosphere.programs.curve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Curves by the name of their figure, in the order they began; not more than {@link #MOST}. */
public final class Curves {

  /** Figures; further names are counted only. */
  public static final int MOST = 500;

  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private long leftOut;

  /** Adds a point; one of a figure too many is left out. */
  public void add(String name, Point point) {
    Curve curve = curves.get(name);
    if (curve == null) {
      if (curves.size() == MOST) {
        leftOut++;
        return;
      }
      curve = new Curve();
      curves.put(name, curve);
    }
    curve.add(point);
  }

  /** All of them, as they are now. */
  public Map<String, Curve> copy() {
    Map<String, Curve> copy = new LinkedHashMap<>();
    curves.forEach((name, curve) -> copy.put(name, Curve.of(curve.save())));
    return Collections.unmodifiableMap(copy);
  }

  /** Values that a figure had so far, which is the step of the next one if nobody tells another. */
  public long count(String name) {
    Curve curve = curves.get(name);
    return curve == null ? 0 : curve.count();
  }

  /** The newest value of each. */
  public Map<String, Double> newest() {
    Map<String, Double> newest = new LinkedHashMap<>();
    curves.forEach((name, curve) -> newest.put(name, curve.newest()));
    return newest;
  }

  /** Values of figures that had no place. */
  public long leftOut() {
    return leftOut;
  }

  /** Forgets the curves whose names begin so. */
  public void forget(String prefix) {
    curves.keySet().removeIf(name -> name.startsWith(prefix));
  }

  /** As they are kept in a file. */
  public record Saved(Map<String, Curve.Saved> curves, long leftOut) {}

  /** All that is needed to go on. */
  public Saved save() {
    Map<String, Curve.Saved> saved = new LinkedHashMap<>();
    curves.forEach((name, curve) -> saved.put(name, curve.save()));
    return new Saved(saved, leftOut);
  }

  /** As they were when they were saved. */
  public static Curves of(Saved saved) {
    Curves all = new Curves();
    saved.curves().forEach((name, curve) -> all.curves.put(name, Curve.of(curve)));
    all.leftOut = saved.leftOut();
    return all;
  }
}
