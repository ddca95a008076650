package org.dragoman.plugins.tokenizers.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dragoman.plugins.tokenizers.PresetConfig;
import org.dragoman.plugins.tokenizers.PresetFactory;
import org.dragoman.plugins.tokenizers.subword.BpeConfig;
import org.dragoman.plugins.tokenizers.subword.BpeFactory;
import org.dragoman.plugins.tokenizers.subword.BpeStyle;
import org.dragoman.plugins.tokenizers.subword.UnigramConfig;
import org.dragoman.plugins.tokenizers.subword.UnigramFactory;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;

/**
 * The time to learn subword models from both sides of a corpus together, and to apply them. Beside
 * the time is the processor's, of all threads of the JVM, which others' work on the machine changes
 * little.
 *
 * <pre>.ci/bench subwords SOURCE TARGET</pre>
 */
public final class SubwordBenchmark {
  private static final int ROUNDS = 4;

  private final List<List<String>> sentences;
  private final Map<String, Long> counts = new HashMap<>();
  private final Time tokenizing;
  private final long tokens;

  /** Seconds by the clock and by the processor. */
  private record Time(double seconds, double processor) {
    private static final OperatingSystemMXBean SYSTEM =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Time now() {
      return new Time(System.nanoTime() / 1e9, SYSTEM.getProcessCpuTime() / 1e9);
    }

    Time since(Time start) {
      return new Time(seconds - start.seconds, processor - start.processor);
    }

    Time plus(Time other) {
      return new Time(seconds + other.seconds, processor + other.processor);
    }

    @Override
    public String toString() {
      return "%.1f s (processor %.1f s)".formatted(seconds, processor);
    }
  }

  private SubwordBenchmark(List<Path> files) {
    Time start = Time.now();
    Tokenizer words = new PresetFactory.Word().create(new PresetConfig(List.of(), List.of()));
    sentences =
        files.stream()
            .flatMap(file -> LineReader.readAll(file).stream())
            .map(words::encode)
            .toList();
    sentences.forEach(line -> line.forEach(token -> counts.merge(token, 1L, Long::sum)));
    tokenizing = Time.now().since(start);
    tokens = sentences.stream().mapToLong(List::size).sum();
    System.out.printf(
        "%d sentences, %d tokens, %d different ones: read, tokenized and counted in %s%n",
        sentences.size(), tokens, counts.size(), tokenizing);
  }

  /** Arguments: the files of both sides. */
  public static void main(String[] arguments) {
    SubwordBenchmark benchmark = new SubwordBenchmark(Stream.of(arguments).map(Path::of).toList());
    SubwordModel bpe = benchmark.learn("bpe", new BpeFactory(), bpe(0));
    benchmark.sample("bpe, dropout 0.1", loaded(bpe, new BpeFactory(), bpe(0.1)));
    UnigramFactory factory = new UnigramFactory();
    SubwordModel unigram = benchmark.learn("unigram", factory, unigram(0, 0));
    benchmark.sample("unigram, alpha 0.2", loaded(unigram, factory, unigram(0.2, 0)));
    benchmark.sample("unigram, alpha 0.2, n-best 64", loaded(unigram, factory, unigram(0.2, 64)));
  }

  private static BpeConfig bpe(double dropout) {
    return new BpeConfig(8000, 2, BpeStyle.JOINER, dropout, List.of(), List.of());
  }

  private static UnigramConfig unigram(double alpha, int nBest) {
    return new UnigramConfig(8000, 16, 2, 0.75, alpha, nBest);
  }

  private static <C extends Record> SubwordModel loaded(
      SubwordModel model, SubwordModelFactory<C> factory, C config) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      model.save(file);
      return factory.load(config, new ByteArrayInputStream(file.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <C extends Record> SubwordModel learn(
      String name, SubwordModelFactory<C> factory, C config) {
    Time start = Time.now();
    SubwordModel model = factory.learn(config, counts);
    Time learning = Time.now().since(start);
    System.out.printf(
        "%s: learned in %s, with reading and tokenizing %s%n",
        name, learning, tokenizing.plus(learning));
    for (int round = 0; round < ROUNDS; round++) {
      apply(name + (round == 0 ? ", cache empty" : ", cache filled"), model::encode);
    }
    return model;
  }

  private void sample(String name, SubwordModel model) {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 2; round++) {
      apply(name, tokens -> model.sample(tokens, random));
    }
  }

  private void apply(String what, UnaryOperator<List<String>> cutting) {
    // New strings, whose hash is not known yet, as a tokenizer makes them.
    List<List<String>> fresh =
        sentences.stream()
            .map(line -> line.stream().map(token -> new String(token.toCharArray())).toList())
            .toList();
    long pieces = 0;
    Time start = Time.now();
    for (List<String> sentence : fresh) {
      pieces += cutting.apply(sentence).size();
    }
    Time time = Time.now().since(start);
    System.out.printf(
        "%s: %.0f tokens/s (processor %.0f), %.3f pieces a token%n",
        what, tokens / time.seconds, tokens / time.processor, (double) pieces / tokens);
  }
}
