package org.dragoman.cli.command.data;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.cli.data.SplitFiles;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.SpooledInput;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.CorpusOptions;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.corpus.Filters;
import org.dragoman.corpus.PairFilter;
import org.dragoman.corpus.split.CorpusSplit;
import org.dragoman.corpus.split.Sizes;
import org.dragoman.corpus.split.Subset;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.text.Languages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman data split}: divides a corpus into three parts without leaks. */
@Command(
    name = "split",
    description = {
      "Divides a corpus at random into {train,dev,test}.{L,L}, where L are the languages, or source"
          + " and target where they are not said.",
      "No sentence stands in two of the three, on either side, ignoring case and punctuation. Of a"
          + " configuration it divides data.train, without what data.filters leaves out."
    })
public final class DataSplitCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Mixin private final CorpusOptions corpora = new CorpusOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; it is made where it does not exist.")
  private Path out = Path.of(".");

  @Option(
      names = "--dev",
      defaultValue = "1000",
      paramLabel = "N",
      description =
          "Pairs to choose checkpoints on; 0 for no such files. Default: ${DEFAULT-VALUE}.")
  private int dev;

  @Option(
      names = "--test",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Pairs to report a score on; 0 for no such files. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides which pairs are drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--force", description = "Replace files of an earlier split.")
  private boolean force;

  private final Streams streams;
  private final GlobalOptions options;

  public DataSplitCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Sizes sizes = sizes();
    try (SpooledInput in = new SpooledInput(streams.in());
        WorkProgress progress = new WorkProgress(streams.err())) {
      progress.begin("reading", "pairs", null);
      CorpusScan scan = new CorpusScan(in::open, progress::done);
      Pairs pairs = corpora.isOfConfig() ? ofConfig(scan) : ofOptions(scan);
      FilteredCorpora corpus = pairs.corpora();
      SplitFiles files = files(pairs.languages(), sizes);
      FileRoles roles = new FileRoles();
      corpora.addTo(roles);
      corpus.corpora().forEach(one -> CorpusOptions.addTo(roles, "the corpus", one));
      files.requireApart(roles);
      files.requireFree(force);
      return Interruption.letFinish(() -> split(corpus, sizes, files, progress), PATIENCE);
    }
  }

  /** The pairs to split. */
  private record Pairs(FilteredCorpora corpora, @Nullable Languages languages) {}

  private Pairs ofConfig(CorpusScan scan) throws Exception {
    return corpora.use(
        options,
        (config, registry) -> {
          if (config.model() instanceof LanguageModelConfig) {
            throw DragomanException.configuration(
                "data split splits pairs or labelled texts, and a language model learns from text"
                    + " alone. Leave data.dev out: the training then holds out lines itself.");
          }
          return new Pairs(
              new FilteredCorpora(scan, "data.train", config.data().train(), config::pairFilter),
              config.languages());
        });
  }

  private Pairs ofOptions(CorpusScan scan) {
    Languages languages = corpora.languages();
    return new Pairs(
        new FilteredCorpora(
            scan, null, List.of(corpora.corpus()), () -> new PairFilter(Filters.NONE, languages)),
        languages);
  }

  private Sizes sizes() {
    try {
      return new Sizes(dev, test);
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration("--dev, --test: " + e.getMessage() + ".", e);
    }
  }

  private SplitFiles files(@Nullable Languages languages, Sizes sizes) {
    return languages == null || languages.source().equals(languages.target())
        ? new SplitFiles(out, "source", "target", sizes)
        : new SplitFiles(out, languages.source(), languages.target(), sizes);
  }

  private int split(FilteredCorpora corpus, Sizes sizes, SplitFiles files, WorkProgress progress) {
    CorpusSplit split = CorpusSplit.of(corpus, sizes, seed);
    Map<Subset, Long> pairs = files.write(split);
    progress.close();
    long shared = split.size() - pairs.values().stream().mapToLong(Long::longValue).sum();
    streams
        .err()
        .printf(
            "Wrote %,d train, %,d dev and %,d test pairs to %s%n",
            pairs.get(Subset.TRAIN), pairs.get(Subset.DEV), pairs.get(Subset.TEST), out);
    streams
        .err()
        .printf(
            "Left out %,d that share a sentence with dev or test%s%n",
            shared,
            split.leftOut().entrySet().stream()
                .map(entry -> ", %,d %s".formatted(entry.getValue(), entry.getKey().words()))
                .collect(joining()));
    return ExitCode.OK;
  }
}
