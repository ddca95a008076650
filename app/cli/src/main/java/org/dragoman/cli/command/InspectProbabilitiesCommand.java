package org.dragoman.cli.command;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.VisibleText;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.ModelOptions;
import org.dragoman.cli.option.Positive;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inspect.InspectedText;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Vocabulary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman inspect probabilities}: what a model expects after each token. */
@Command(
    name = "probabilities",
    description = {
      "Writes what a model that does not translate expects: for a language model or a generator the"
          + " most probable next tokens after each token, for a tagger the labels of each token, for a"
          + " classifier those of the text.",
      "With a tagger of output crf they are those of each token by itself, before the sequence is"
          + " chosen."
    })
public final class InspectProbabilitiesCommand implements Callable<Integer> {
  @Mixin private final ModelOptions models = new ModelOptions();

  @Parameters(
      paramLabel = "TEXT",
      description = "What the model reads, in quotes; for a generator its numbers.")
  private String text = "";

  @Option(names = "--target", paramLabel = "TEXT", description = "A generator's text.")
  private @Nullable String target;

  @Option(
      names = "--top",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many are shown. Default: ${DEFAULT-VALUE}.")
  private int top = 5;

  private final Streams streams;
  private final GlobalOptions options;

  public InspectProbabilitiesCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Positive.check("--top", top);
    return models.withBundle(
        options,
        (torch, registry, bundle) -> {
          boolean generates = bundle.config().model() instanceof GeneratorConfig;
          if (generates == (target == null)) {
            throw DragomanException.configuration(
                generates
                    ? "A generator says a text. Give it by --target."
                    : "--target is the text of a generator. Leave it out.");
          }
          write(torch, bundle);
          return ExitCode.OK;
        });
  }

  private void write(Torch torch, Bundle bundle) throws IOException {
    InspectedText read =
        InspectedText.of(torch, bundle, new SentencePair(text, target == null ? "" : target));
    Predictor model =
        bundle.model(Predictor.class, "language model, classifier, tagger or generator");
    Writer out = streams.text();
    try (GradMode off = GradMode.off();
        NDManager scope = torch.manager().newSubManager()) {
      DataType type = model.parameters().values().iterator().next().getArray().getDataType();
      NDArray rows = model.predict(read.inputs(scope, 1, type)).logits().softmax(-1);
      int width = Math.toIntExact(rows.getShape().get(1));
      double[] values = rows.toType(DataType.FLOAT64, false).toDoubleArray();
      List<String> names = names(bundle, width);
      for (int row = 0; row < values.length / width; row++) {
        boolean each = values.length / width == read.readTokens().size();
        out.write(each ? VisibleText.of(read.readTokens().get(row)) : text);
        for (int best : best(values, row * width, width)) {
          out.write(
              String.format(
                  Locale.ROOT,
                  "\t%s %.4f",
                  VisibleText.of(names.get(best)),
                  values[row * width + best]));
        }
        out.write("\n");
      }
    }
    out.flush();
  }

  private static List<String> names(Bundle bundle, int width) {
    Vocabulary vocabulary = bundle.pipelines().target().vocabulary();
    boolean tokens =
        bundle.config().model() instanceof LanguageModelConfig
            || bundle.config().model() instanceof GeneratorConfig;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      names.add(tokens ? vocabulary.token(i) : new Labels(vocabulary).name(i));
    }
    return names;
  }

  private List<Integer> best(double[] values, int from, int width) {
    return IntStream.range(0, width)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> values[from + i]).reversed())
        .limit(top)
        .toList();
  }
}
