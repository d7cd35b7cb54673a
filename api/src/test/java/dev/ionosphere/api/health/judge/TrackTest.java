package dev.ionosphere.api.health.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class TrackTest {

  private static final HealthPolicy POLICY = new HealthPolicy(0.8, 100, 2);
  private static final TestingFeed.Fault HOT =
      (feature, value) -> feature.equals("heat") ? value + 12 : value;

  private final TestingFeed machine =
      TestingFeed.of(RandomGeneratorFactory.of("L64X128MixRandom").create(3));
  private final Rules rules = Rules.ofFleet(machine.baseline(), POLICY);

  private record Part(long start, Sums sums) {}

  @Test
  void orderAndLatenessChangeNothing() {
    List<Part> parts = new ArrayList<>();
    for (int bucket = 0; bucket < 60; bucket++) {
      for (int part = 0; part < 3; part++) {
        parts.add(
            new Part(60L * bucket, machine.rows(15, bucket < 40 ? TestingFeed.Fault.NONE : HOT)));
      }
    }
    Track inOrder = of(parts);
    String judged = Json.canonical(inOrder.judged(rules));
    assertThat(inOrder.judged(rules).getLast().of(Signal.DRIFT).raised()).isTrue();
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(parts, new Random(seed));
      assertThat(Json.canonical(of(parts).judged(rules))).isEqualTo(judged);
    }
  }

  private Track of(List<Part> parts) {
    Track track = Track.EMPTY;
    for (Part part : parts) {
      track = track.plus(part.start(), part.sums()).within(64, rules);
      track = Json.read(Json.canonical(track), Track.class);
    }
    return track;
  }

  @Test
  void whatIsSettledGoesOn() {
    Track whole = Track.EMPTY;
    Track bounded = Track.EMPTY;
    for (int bucket = 0; bucket < 300; bucket++) {
      Sums rows = machine.rows(40, bucket < 200 ? TestingFeed.Fault.NONE : HOT);
      whole = whole.plus(60L * bucket, rows);
      bounded = bounded.plus(60L * bucket, rows).within(16, rules);
      assertThat(bounded.slices()).hasSizeLessThanOrEqualTo(16);
    }
    assertThat(Json.canonical(bounded.judged(rules).getLast()))
        .isEqualTo(Json.canonical(whole.judged(rules).getLast()));
  }

  @Test
  void rowsOfLongAgoDoNotChangeThePresent() {
    Track track = Track.EMPTY;
    for (int bucket = 100; bucket < 200; bucket++) {
      track = track.plus(60L * bucket, machine.rows(40, TestingFeed.Fault.NONE)).within(64, rules);
    }
    for (int bucket = 0; bucket < 20; bucket++) {
      track = track.plus(60L * bucket, machine.rows(40, HOT)).within(64, rules);
    }
    assertThat(track.judged(rules).getLast().of(Signal.DRIFT).raised()).isFalse();
  }

  @Test
  void fewRowsASliceArePutTogether() {
    Track track = Track.EMPTY;
    for (int bucket = 0; bucket < 200; bucket++) {
      track = track.plus(60L * bucket, machine.rows(1, HOT)).within(16, rules);
    }
    assertThat(track.slices()).hasSizeLessThanOrEqualTo(16);
    assertThat(
            track.slices().values().stream().mapToLong(Sums::rows).sum()
                + track.judged(rules).stream().mapToLong(told -> 0).sum())
        .isPositive();
    assertThat(track.standing().size() + track.judged(rules).size()).isPositive();
  }

  @Test
  void oneDeviceCountsForNoMoreThanItsShare() {
    assertThat(Cohort.mostRows(List.of(60.0, 58.0, 61.0, 1e9), 10)).isEqualTo(605);
    assertThat(Cohort.mostRows(List.of(1e9), 10)).isEqualTo(Long.MAX_VALUE);
    Sums claimed =
        new Sums(
            1_000_000,
            1_000_000,
            500_000,
            new long[] {1_000_000},
            java.util.Map.of(),
            java.util.Map.of());
    Sums counted = claimed.weighing(600 / 1e6, 0.5);
    assertThat(counted.rows()).isEqualTo(600);
    assertThat(counted.anomalies()).isEqualTo(300);
    assertThat(WeightCheck.of(1_000_000, 600).broken()).isTrue();
  }

  @Test
  void rowsThatCountInPartKeepTheirShares() {
    Track track = Track.EMPTY;
    for (int bucket = 0; bucket < 400; bucket++) {
      Sums many = machine.rows(60, TestingFeed.Fault.NONE);
      Sums few = many.weighing(0.05, bucket * 0.618034 % 1);
      assertThat(few.rows()).isEqualTo(3);
      assertThat(few.features().values())
          .allSatisfy(seen -> assertThat(Arrays.stream(seen.counts()).sum()).isEqualTo(3));
      assertThat(Arrays.stream(few.predictions()).sum()).isEqualTo(3);
      track = track.plus(60L * bucket, few);
    }
    List<Judgement> judged = track.judged(rules);
    assertThat(judged).isNotEmpty();
    assertThat(judged).flatExtracting(Judgement::broken).isEmpty();
    assertThat(judged.getLast().findings())
        .filteredOn(found -> found.signal() == Signal.DRIFT)
        .allSatisfy(found -> assertThat(found.value()).as(found.subject()).isGreaterThan(0.9));
    assertThat(judged.getLast().findings())
        .filteredOn(found -> found.signal() == Signal.ANOMALIES)
        .allSatisfy(found -> assertThat(found.value()).isBetween(0.001, 0.04));
  }

  @Test
  void refusedAndUnseenRowsThatCountInPartKeepTheirSharesToo() {
    long refused = 0;
    long unseen = 0;
    Sums one =
        new Sums(50, 40, 0, new long[] {40}, Map.of("fields", 1L, "number", 9L), Map.of(), 10L);
    for (int bucket = 0; bucket < 1_000; bucket++) {
      Sums few = one.weighing(0.05, bucket * 0.618034 % 1);
      refused += few.refusals();
      unseen += few.rowsUnseen();
    }
    assertThat(refused).isBetween(490L, 510L);
    assertThat(unseen).isBetween(490L, 510L);
  }

  @Test
  void oneIsUnlikeItsCohortOnlyIfItsNeighboursAreNot() {
    assertThat(Cohort.of(List.of(0.97, 0.95, 0.96, 0.3)).limit()).isBetween(0.7, 0.8);
    assertThat(Cohort.of(List.of(0.5, 0.45, 0.55, 0.3)).limit()).isLessThan(0.3);
    assertThat(Cohort.of(List.of(0.9, 0.2)).limit()).isZero();
    assertThat(Cohort.of(List.of(0.9, 0.92, 0.88, 0.91, 0.4, 0.3, 0.35)).limit())
        .as("those that wear out do not hide each other")
        .isGreaterThan(0.6);
  }
}
