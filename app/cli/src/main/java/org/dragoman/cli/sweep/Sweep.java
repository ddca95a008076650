package org.dragoman.cli.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.report.RunHistory;

/** Trains the runs of a plan, so many at a time. */
public final class Sweep {
  private static final long LOOK = 200;
  private static final long GRACE = 60;

  private final SweepPlan plan;
  private final GlobalOptions options;
  private final Consumer<String> progress;

  /**
   * Creates a sweep.
   *
   * @param progress is told when a run begins and ends
   */
  public Sweep(SweepPlan plan, GlobalOptions options, Consumer<String> progress) {
    this.plan = plan;
    this.options = options;
    this.progress = progress;
  }

  /** Returns the folders of all runs, in their order. */
  public List<Path> runs() {
    return children().stream().map(ChildRun::folder).toList();
  }

  private List<ChildRun> children() {
    List<ChildRun> children = new ArrayList<>();
    for (Map<String, String> combination : plan.combinations()) {
      for (long seed : plan.seeds()) {
        children.add(new ChildRun(plan.folder(combination, seed), arguments(combination, seed)));
      }
    }
    return children;
  }

  private List<String> arguments(Map<String, String> combination, long seed) {
    List<String> arguments = new ArrayList<>(List.of(plan.config().toString()));
    String data = plan.data();
    if (data != null) {
      arguments.addAll(List.of("--data", data));
    }
    options
        .pluginFolder()
        .ifPresent(folder -> arguments.addAll(List.of("--plugins", folder.toString())));
    SweepPlan.overrides(combination, seed)
        .forEach(value -> arguments.addAll(List.of("--set", value)));
    return arguments;
  }

  /**
   * Trains all runs that have not ended. If the thread is interrupted, the runs under way are asked
   * to stop at a checkpoint.
   *
   * @return a sentence for each run that failed
   */
  public List<String> train() throws IOException, InterruptedException {
    Queue<ChildRun> waiting = new ArrayDeque<>();
    children().stream().filter(run -> !run.isDone()).forEach(waiting::add);
    int all = plan.combinations().size() * plan.seeds().size();
    progress.accept("%d runs, %d of them have ended".formatted(all, all - waiting.size()));
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / plan.jobs());
    Map<ChildRun, Process> training = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    try {
      while (!waiting.isEmpty() || !training.isEmpty()) {
        while (!waiting.isEmpty() && training.size() < plan.jobs()) {
          ChildRun next = waiting.remove();
          progress.accept("begins " + next.folder().getFileName());
          training.put(next, next.start(threads));
        }
        training
            .entrySet()
            .removeIf(
                run -> !run.getValue().isAlive() && ended(run.getKey(), run.getValue(), failed));
        Thread.sleep(LOOK);
      }
      return failed;
    } finally {
      training.values().forEach(Process::destroy);
      for (Process process : training.values()) {
        awaitEnd(process);
      }
    }
  }

  private boolean ended(ChildRun run, Process process, List<String> failed) {
    boolean right = process.exitValue() == 0;
    progress.accept((right ? "ended " : "failed ") + run.folder().getFileName());
    if (!right) {
      failed.add(
          "%s failed with exit code %d. Its messages are in %s."
              .formatted(run.folder().getFileName(), process.exitValue(), run.log()));
    }
    return true;
  }

  /** Waits for a run to write its checkpoint. */
  private static void awaitEnd(Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(GRACE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Returns the results.
   *
   * @param histories of the runs that have some, by the names of their folders
   * @param perplexity whether perplexity decides; else the first measure does
   */
  public SweepResult result(Map<String, RunHistory> histories, boolean perplexity) {
    String key =
        perplexity
            ? "devPerplexity"
            : histories.values().stream()
                .flatMap(history -> history.measures().stream())
                .findFirst()
                .orElse("devPerplexity");
    List<SweepResult.Row> rows = new ArrayList<>();
    for (Map<String, String> combination : plan.combinations()) {
      List<Double> scores = new ArrayList<>();
      for (long seed : plan.seeds()) {
        String name = String.valueOf(plan.folder(combination, seed).getFileName());
        RunHistory history = histories.get(name);
        double score = history == null ? Double.NaN : SweepResult.score(history, key);
        if (!Double.isNaN(score)) {
          scores.add(score);
        }
      }
      rows.add(new SweepResult.Row(combination, scores, plan.seeds().size()));
    }
    return new SweepResult("dev " + RunHistory.inWords(key), !key.equals("devPerplexity"), rows);
  }
}
