package org.dragoman.evaluation.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuTokenizer;
import org.dragoman.evaluation.Chrf;
import org.dragoman.evaluation.ChrfOptions;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Score;
import org.dragoman.evaluation.Ter;
import org.dragoman.evaluation.TerOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time to score a corpus and to tokenize it, on one thread.
 *
 * <pre>.ci/bench scoring HYPOTHESIS REFERENCE</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class ScoringBenchmark {
  private List<String> hypotheses = List.of();
  private List<String> references = List.of();

  /** Reads the files that the system properties {@code hypothesis} and {@code reference} name. */
  @Setup
  public void read() throws IOException {
    hypotheses = lines(System.getProperty("hypothesis"));
    references = lines(System.getProperty("reference"));
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file));
        InputStream content = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** The metrics. */
  @State(Scope.Benchmark)
  public static class Metrics {
    /** The metric's name. */
    @Param({"bleu", "chrf", "chrf++", "ter"})
    public String name = "";

    private Metric metric = Bleu.builder().build();

    /** Makes the metric. */
    @Setup
    public void make() {
      metric =
          switch (name) {
            case "chrf" -> new Chrf(ChrfOptions.defaults());
            case "chrf++" -> new Chrf(ChrfOptions.plusPlus());
            case "ter" -> new Ter(TerOptions.defaults());
            default -> Bleu.builder().build();
          };
    }
  }

  /** The tokenizers. */
  @State(Scope.Benchmark)
  public static class Tokenizers {
    /** The tokenizer. */
    @Param({"V13A", "INTL", "ZH", "CHAR"})
    public BleuTokenizer tokenizer = BleuTokenizer.V13A;
  }

  /** Scores the corpus. */
  @Benchmark
  public Score score(Metrics metrics) {
    return metrics.metric.corpus(hypotheses, List.of(references));
  }

  /** Tokenizes the references. */
  @Benchmark
  public int tokenize(Tokenizers tokenizers) {
    int tokens = 0;
    for (String line : references) {
      tokens += tokenizers.tokenizer.tokens(line).size();
    }
    return tokens;
  }
}
