package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.training.TrainingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Ways that candidates go, many acts at once; single acts would hardly ever get that far. */
final class GeneratedCandidates {

  private final PlayedIon ion;
  private final GeneratedCommands commands;
  private final GeneratedWork work;
  private final GeneratedVotes votes;
  private final GeneratedChanges changes;

  GeneratedCandidates(
      PlayedIon ion,
      GeneratedCommands commands,
      GeneratedWork work,
      GeneratedVotes votes,
      GeneratedChanges changes) {
    this.ion = ion;
    this.commands = commands;
    this.work = work;
    this.votes = votes;
    this.changes = changes;
  }

  /** A candidate of the node goes as far as people let it, and may wait there. */
  void advance(String node, Random random) {
    commands.run(node, random);
    if (random.nextInt(8) == 0) {
      work.one(TrainingJob.class, random).ifPresent(run -> work.end(run, new WorkEnd.Failed("f")));
    }
    work.finish(node);
    List<String> guards = GeneratedIon.guards(ion.document());
    int most = Math.min(guards.size(), random.nextInt(guards.size() + 4));
    for (String guard : guards.subList(0, most)) {
      for (Work judging : ion.machine.wanted(guard)) {
        work.judge(judging, random);
      }
      votes.letPass(guard, random, 8);
    }
    if (random.nextInt(3) == 0) {
      ion.pass(random.nextBoolean() ? Duration.ofHours(3) : Duration.ofDays(4));
    }
  }

  /** Candidates come to a guard where branches join, pass or not, and people take their time. */
  void reach(String guard, Random random) {
    for (String node : ion.document().nodes("training")) {
      commands.run(node, random);
      work.finish(node);
    }
    List<String> guards = GeneratedIon.guards(ion.document());
    for (String before : guards.subList(0, guards.indexOf(guard))) {
      for (Work judging : ion.machine.wanted(before)) {
        work.end(judging, new WorkEnd.Done(GeneratedWork.PASSED));
      }
      votes.letPass(before, random, 30);
    }
    if (random.nextInt(4) > 0) {
      for (Work judging : ion.machine.wanted(guard)) {
        work.end(judging, new WorkEnd.Done(GeneratedWork.INCONCLUSIVE));
      }
    }
    switch (random.nextInt(5)) {
      case 0 -> ion.pass(Duration.ofHours(3));
      case 1, 2 -> ion.pass(Duration.ofDays(4));
      case 3 -> changes.change(DocumentChange.STRICTER, random);
      default -> votes.letPass(guard, random, 8);
    }
  }

  /** Most often a guard where branches join. */
  Optional<String> joined(Random random) {
    List<String> guards = new ArrayList<>();
    boolean any = random.nextInt(5) == 0;
    TestingIon document = ion.document();
    for (String guard : GeneratedIon.guards(document)) {
      if (any || !document.get(guard, "join").isEmpty()) {
        guards.add(guard);
        // Where all must come, something happens more rarely.
        if (document.get(guard, "join").equals("all")) {
          guards.add(guard);
        }
        // Gates ask people only now and then.
        if (document.nodes("gate").contains(guard)) {
          guards.add(guard);
        }
      }
    }
    return Choice.any(guards, random);
  }

  /** Two candidates of one node are on their way in a pause when the way changes. */
  void crowd(String node, Random random) {
    commands.run(node, random);
    work.finish(node);
    commands.run(node, random);
    commands.pause();
    work.finish(node);
    changes.change(DocumentChange.STRICTER, random);
    commands.resume();
  }
}
