package org.dragoman.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.BundleOptions;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.MetricName;
import org.dragoman.cli.option.MetricOptions;
import org.dragoman.cli.tune.CoordinateSearch;
import org.dragoman.cli.tune.TriedKey;
import org.dragoman.cli.tune.TunedSearch;
import org.dragoman.evaluation.Decimals;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Score;
import org.dragoman.evaluation.analysis.TranslatedSet;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;
import org.dragoman.translate.TranslationRequest;
import org.dragoman.translate.Translator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman tune}: chooses numbers of the search on a development set. */
@Command(
    name = "tune",
    description = {
      "Translates a development set with different values of keys of the search and of the weight"
          + " of a language model, and says which scored best.",
      "It begins with the first value of each key, tries the values of one key after another, and"
          + " begins again until nothing gets better. Report scores on another set than this one."
    })
public final class TuneCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WEIGHTS = TriedKey.LM_WEIGHT + "=0,0.05,0.1,0.2,0.3,0.4";
  private static final String ALPHA = "alpha";
  private static final String ALPHAS = ALPHA + "=1,0.6,0.8,1.2,1.4";

  @Mixin private final BundleOptions bundle = new BundleOptions();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = "The development set, one sentence a line; may be packed by gzip or zstd.")
  private Path source = Path.of("");

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = "Its translations, line for line.")
  private Path reference = Path.of("");

  @Option(
      names = "--try",
      paramLabel = "KEY=V,V",
      description = {
        "A key of the search and the values to try, or lm-weight and weights. May be given several"
            + " times. Default: "
            + WEIGHTS
            + " with --lm, and "
            + ALPHAS
            + " where the search has"
            + " that key."
      })
  private List<String> tries = new ArrayList<>();

  @Option(
      names = "--metric",
      defaultValue = "bleu",
      paramLabel = "bleu|chrf|ter",
      description = "What decides. Default: ${DEFAULT-VALUE}.")
  private MetricName metric = MetricName.BLEU;

  @Mixin private final MetricOptions metricOptions = new MetricOptions();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public TuneCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Metric decides = metricOptions.metrics(List.of(metric), false).get(0);
    FileRoles roles = new FileRoles();
    bundle.addTo(roles);
    roles.reads("--source", source).reads("--reference", reference);
    List<SentencePair> pairs = EvaluateCommand.read(encoding.input(), source, reference);
    TunedSearch tuned = tuned();
    TranslationOptions base = bundle.translationOptions(1);
    try (WorkProgress progress = new WorkProgress(streams.err());
        Translator translator =
            bundle.open(
                options,
                base.withLanguageModelWeight(0),
                builder -> builder.optProgress(progress::done))) {
      checkAll(translator, base, tuned);
      Trials trials = new Trials(translator, pairs, tuned, base, decides, progress);
      return Interruption.letFinish(() -> tune(trials), PATIENCE);
    }
  }

  private TunedSearch tuned() {
    List<TriedKey> keys = new ArrayList<>(tries.stream().map(TriedKey::parse).toList());
    List<String> names = keys.stream().map(TriedKey::name).toList();
    if (Set.copyOf(names).size() < names.size()) {
      throw DragomanException.configuration(
          "--try names a key twice. Give all its values at once, as in alpha=1,0.6,0.8.");
    }
    if (names.contains(TriedKey.LM_WEIGHT) && !bundle.hasLanguageModel()) {
      throw DragomanException.configuration(
          "--try lm-weight is of a language model. Name its bundle as --lm BUNDLE.");
    }
    if (tries.isEmpty()) {
      TunedSearch before = TunedSearch.of(bundle.firstFolder(), bundle.search(), List.of());
      if (bundle.hasLanguageModel() && !bundle.setsLanguageModelWeight()) {
        keys.add(TriedKey.parse(WEIGHTS));
      }
      if (before.has(ALPHA) && !bundle.setsBeam()) {
        keys.add(TriedKey.parse(ALPHAS));
      }
    }
    if (keys.isEmpty()) {
      throw DragomanException.configuration(
          "There is nothing to try: no --lm without a weight, and no key 'alpha' of the search."
              + " Name a key of the search, such as --try size=2,5,10.");
    }
    if (bundle.setsLanguageModelWeight() && keys.stream().anyMatch(TriedKey::isWeight)) {
      throw DragomanException.configuration(
          "--lm-weight is set, and --try has weights to try. Leave one of them out.");
    }
    if (bundle.setsBeam() && !keys.stream().allMatch(TriedKey::isWeight)) {
      throw DragomanException.configuration(
          "--beam is set, and --try sets a key of the search. Give the width as a key, too: --try"
              + " size=K.");
    }
    return TunedSearch.of(bundle.firstFolder(), bundle.search(), keys);
  }

  /** Checks every value before the work, so that a mistake in the last one is told at once. */
  private static void checkAll(Translator translator, TranslationOptions base, TunedSearch tuned) {
    List<TriedKey> keys = tuned.keys();
    List<String> first = keys.stream().map(key -> key.values().get(0)).toList();
    for (int k = 0; k < keys.size(); k++) {
      for (String value : keys.get(k).values()) {
        List<String> values = new ArrayList<>(first);
        values.set(k, value);
        translator.check(tuned.options(base, values), Set.of());
      }
    }
  }

  /** Translates the set with values, and scores it. */
  private record Trials(
      Translator translator,
      List<SentencePair> pairs,
      TunedSearch tuned,
      TranslationOptions base,
      Metric metric,
      WorkProgress progress) {

    TranslatedSet translate(List<String> values) {
      progress.begin("translating with " + tuned.flags(values), "lines", pairs::size);
      TranslationOptions asked = tuned.options(base, values);
      UnaryOperator<List<String>> system =
          lines ->
              translator
                  .translate(
                      lines.stream().map(TranslationRequest::of), asked, line -> "Line " + line)
                  .map(Translation::text)
                  .toList();
      return TranslatedSet.by(
          system,
          pairs.stream().map(SentencePair::source).toList(),
          pairs.stream().map(SentencePair::target).toList());
    }
  }

  private int tune(Trials trials) throws IOException {
    Writer out = streams.text();
    List<TriedKey> keys = trials.tuned().keys();
    out.write(
        row(keys, keys.stream().map(TriedKey::name).toList(), trials.metric().name(), "length"));
    out.flush();
    List<Score> scores = new ArrayList<>();
    CoordinateSearch search =
        new CoordinateSearch(
            keys,
            values -> {
              TranslatedSet set = trials.translate(values);
              Score score = set.score(trials.metric());
              scores.add(score);
              trials.progress().close();
              write(
                  out,
                  row(
                      keys,
                      values,
                      Decimals.format(score.value(), 2),
                      Decimals.format(set.lengths().ratio(), 3)));
              return trials.metric().isHigherBetter() ? score.value() : -score.value();
            });
    List<String> best = search.best();
    double value =
        trials.metric().isHigherBetter()
            ? scores.stream().mapToDouble(Score::value).max().orElseThrow()
            : scores.stream().mapToDouble(Score::value).min().orElseThrow();
    out.write(
        "Best of %d: %s|%s = %s with %s\n"
            .formatted(
                search.count(),
                trials.metric().name(),
                scores.get(0).signature(),
                Decimals.format(value, 2),
                trials.tuned().flags(best)));
    out.flush();
    return ExitCode.OK;
  }

  private static String row(List<TriedKey> keys, List<String> values, String score, String length) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      row.append(pad(values.get(i), keys.get(i).width())).append("  ");
    }
    return row.append(pad(score, 6)).append("  ").append(length).append('\n').toString();
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }

  private static void write(Writer out, String row) {
    try {
      out.write(row);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
