package org.dragoman.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.translate.Translator;

/**
 * Translates the lines of a file one by one from several threads, and compares the rate with that
 * of one thread and of lists, all in one run. Lists of as many lines as there are threads are the
 * most that sharing batches can reach.
 *
 * <pre>.ci/bench threads BUNDLE FILE [THREADS]</pre>
 */
public final class ThreadsBenchmark {
  private static final int ROUNDS = 3;

  private ThreadsBenchmark() {}

  /** Arguments: bundle, file, and the number of threads, 8 otherwise. */
  public static void main(String[] arguments) throws Exception {
    List<String> lines = LineReader.readAll(Path.of(arguments[1]));
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    try (Translator translator =
        Translator.builder().setBundle(Path.of(arguments[0])).optDevice("cpu").build()) {
      translator.translate(lines.subList(0, Math.min(100, lines.size())));
      for (int round = 0; round < ROUNDS; round++) {
        double list = rate(lines, () -> translator.translate(lines));
        double one = rate(lines, () -> lines.forEach(translator::translate));
        double many = rate(lines, () -> translateFrom(threads, lines, translator));
        double lists = rate(lines, () -> translateLists(lines, translator));
        double shortLists = rate(lines, () -> translateInLists(threads, lines, translator));
        System.out.printf(
            "one list %.1f lines/s, two lists at once %.1f, lists of %d one after the other %.1f,"
                + " line by line from 1 thread %.1f, from %d threads %.1f: ratio to lists of %d"
                + " %.2f, to 1 thread %.2f%n",
            list,
            lists,
            threads,
            shortLists,
            one,
            threads,
            many,
            threads,
            many / shortLists,
            many / one);
      }
    }
  }

  /** Work that may throw. */
  private interface Work {
    void run() throws Exception;
  }

  private static double rate(List<String> lines, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return lines.size() / ((System.nanoTime() - start) / 1e9);
  }

  private static void translateFrom(int threads, List<String> lines, Translator translator)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> calls = new ArrayList<>();
      lines.forEach(line -> calls.add(pool.submit(() -> translator.translate(line))));
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void translateInLists(int size, List<String> lines, Translator translator) {
    for (int from = 0; from < lines.size(); from += size) {
      translator.translate(lines.subList(from, Math.min(lines.size(), from + size)));
    }
  }

  private static void translateLists(List<String> lines, Translator translator) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      int half = lines.size() / 2;
      Future<?> first = pool.submit(() -> translator.translate(lines.subList(0, half)));
      translator.translate(lines.subList(half, lines.size()));
      first.get();
    } finally {
      pool.shutdown();
    }
  }
}
