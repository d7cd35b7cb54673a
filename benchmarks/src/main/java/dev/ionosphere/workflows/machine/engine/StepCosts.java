package dev.ionosphere.workflows.machine.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each event of {@link StepBenchmark} costs by itself: the least CPU time of many steps, and
 * the bytes of the last. Other work on the machine counts for little in it.
 */
public final class StepCosts {

  private static final int WARM = 200;
  private static final int TIMES = 50;

  public static void main(String[] args) {
    StepBenchmark mix = new StepBenchmark();
    mix.record();
    List<Transition> kept = new ArrayList<>();
    for (int round = 0; round < WARM; round++) {
      kept.clear();
      for (int event = 0; event < mix.events(); event++) {
        kept.add(mix.step(event));
      }
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] nanos = new long[mix.events()];
    Arrays.fill(nanos, Long.MAX_VALUE);
    long[] bytes = new long[mix.events()];
    for (int round = 0; round < TIMES; round++) {
      for (int event = 0; event < mix.events(); event++) {
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long began = threads.getCurrentThreadCpuTime();
        kept.set(event, mix.step(event));
        nanos[event] = Math.min(nanos[event], threads.getCurrentThreadCpuTime() - began);
        bytes[event] = threads.getCurrentThreadAllocatedBytes() - allocated;
      }
    }
    System.out.printf("bytes a step, mean: %.0f%n", Arrays.stream(bytes).average().orElse(0));
    print("bytes a step", bytes, 1);
    print("us a step", nanos, 1_000);
  }

  private static void print(String what, long[] values, double unit) {
    Arrays.sort(values);
    int last = values.length - 1;
    System.out.printf(
        "%s: median %.1f, 90 %% %.1f, 99 %% %.1f, most %.1f%n",
        what,
        values[last / 2] / unit,
        values[last * 9 / 10] / unit,
        values[last * 99 / 100] / unit,
        values[last] / unit);
  }

  private StepCosts() {}
}
