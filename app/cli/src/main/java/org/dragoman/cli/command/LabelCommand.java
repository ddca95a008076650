package org.dragoman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.OneModelOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.translate.DragomanRuntime;
import org.dragoman.translate.LabelledText;
import org.dragoman.translate.TextLabeller;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman label}: labels of texts or tokens by a classifier or a tagger. */
@Command(
    name = "label",
    description = {
      "Labels text, one a line. A classifier writes the label of each line, a tab and its"
          + " probability; a tagger the labels of the line's tokens. An empty line stays empty."
    })
public final class LabelCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WINDOW = 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The form of the output. */
  public enum Form {
    /** A line for each line. */
    TEXT,
    /** A JSON object for each line. */
    JSON,
    /** A token a line with its label, and a blank line after each text. */
    CONLL
  }

  @Mixin private final OneModelOptions model = new OneModelOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Files to label, which may be packed by gzip or zstd. Default: standard input, also"
              + " called -.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "File to write, put in place when it is whole. Default: standard output.")
  private @Nullable Path output;

  @Option(
      names = {"--format", "-f"},
      defaultValue = "text",
      paramLabel = "text|json|conll",
      description =
          "A line of labels for each line; a JSON object for each line with the probabilities; or,"
              + " for a tagger, a line for each token: token, label and probability, divided by"
              + " tabs. Default: ${DEFAULT-VALUE}.")
  private Form format = Form.TEXT;

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public LabelCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    files.stream()
        .filter(file -> !file.equals(InputLines.STANDARD_INPUT))
        .forEach(InputFile::requireReadable);
    FileRoles roles = new FileRoles();
    InputLines.addTo(roles, files);
    model.addTo(roles);
    StandardFiles.addOutput(roles, "--output", output);
    TextInput texts = encoding.input();
    try (WorkProgress progress =
            output == null
                ? WorkProgress.besideOutput(streams.err())
                : new WorkProgress(streams.err());
        DragomanRuntime runtime = model.runtime(options);
        TextLabeller labeller = runtime.openLabeller(model.folder());
        InputLines input = new InputLines(files, streams.in(), texts)) {
      if (format == Form.CONLL && !labeller.labelsTokens()) {
        throw DragomanException.configuration(
            "--format conll is of taggers: it has a line for each token, and a classifier labels"
                + " whole texts. Take text or json.");
      }
      progress.begin("labelling", "lines", () -> InputLines.count(files, texts));
      return Interruption.letFinish(() -> label(labeller, input, progress), PATIENCE);
    }
  }

  private int label(TextLabeller labeller, InputLines input, WorkProgress progress)
      throws IOException {
    if (output == null) {
      write(labeller, input, progress, streams.out());
    } else {
      AtomicFile.write(output, out -> write(labeller, input, progress, out));
    }
    progress.close();
    return ExitCode.OK;
  }

  private void write(
      TextLabeller labeller, InputLines input, WorkProgress progress, OutputStream stream)
      throws IOException {
    Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    Iterator<String> lines = input.stream().iterator();
    long line = 0;
    while (lines.hasNext()) {
      List<String> window = new ArrayList<>();
      while (window.size() < WINDOW && lines.hasNext()) {
        window.add(lines.next());
      }
      for (LabelledText text : labeller.label(window)) {
        out.write(written(text, ++line, labeller.labelsTokens()));
      }
      progress.done(window.size());
      out.flush();
    }
  }

  private String written(LabelledText text, long line, boolean tokens) throws IOException {
    return switch (format) {
      case TEXT -> (tokens ? String.join(" ", text.labels()) : ofText(text)) + "\n";
      case CONLL -> conll(text) + "\n";
      case JSON -> json(text, line, tokens);
    };
  }

  private static String ofText(LabelledText text) {
    return text.labels().isEmpty()
        ? ""
        : text.labels().get(0) + "\t" + number(text.probabilities().get(0));
  }

  private static String number(double probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }

  private static String conll(LabelledText text) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < text.labels().size(); i++) {
      lines
          .append(text.tokens().get(i))
          .append('\t')
          .append(text.labels().get(i))
          .append('\t')
          .append(number(text.probabilities().get(i)))
          .append('\n');
    }
    return lines.toString();
  }

  private static String json(LabelledText text, long line, boolean tokens) throws IOException {
    ObjectNode node = JSON.createObjectNode().put("line", line);
    if (!tokens) {
      if (!text.labels().isEmpty()) {
        node.put("label", text.labels().get(0)).put("probability", text.probabilities().get(0));
      }
    } else {
      ArrayNode list = node.putArray("tokens");
      for (int i = 0; i < text.labels().size(); i++) {
        list.addObject()
            .put("token", text.tokens().get(i))
            .put("label", text.labels().get(i))
            .put("probability", text.probabilities().get(i));
      }
    }
    return JSON.writeValueAsString(node) + "\n";
  }
}
