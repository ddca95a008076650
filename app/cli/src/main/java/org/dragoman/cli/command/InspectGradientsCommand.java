package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dragoman.cli.inspect.FlowReport;
import org.dragoman.cli.inspect.ReachReport;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.Folders;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.model.TranslatorConfig;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.training.inspect.GradientFlow;
import org.dragoman.training.inspect.GradientFlow.Flow;
import org.dragoman.training.inspect.GradientTrace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dragoman inspect gradients}: how far the gradient of a loss reaches back in time, for
 * several cells.
 */
@Command(
    name = "gradients",
    description =
        "Without --model: writes the norm of a loss's gradient with respect to the hidden state"
            + " against the distance in time, for cells with their first weights, as a table. With"
            + " --model: writes for a text the norm of the gradient of each prediction's loss with"
            + " respect to the state after each step, of each cell of the bundle.")
public final class InspectGradientsCommand implements Callable<Integer> {
  private static final char GAIN = '*';

  @Option(
      names = "--cell",
      paramLabel = "CELL[*GAIN]",
      description =
          "A cell as a configuration has it, such as lstm or \"{type: lstm, size: 64}\"; a number"
              + " after * multiplies its recurrent weights. May be given several times. Default:"
              + " rnn-tanh, gru and lstm of 64.")
  private List<String> cells =
      List.of("{type: rnn-tanh, size: 64}", "{type: gru, size: 64}", "{type: lstm, size: 64}");

  @Option(
      names = {"-m", "--model"},
      paramLabel = "BUNDLE",
      description =
          "A trained model of any type in place of cells: the folder of a bundle, or of a training"
              + " run.")
  private @Nullable Path bundle;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..1",
      description = "With --model: what the model reads, in quotes; for a generator its numbers.")
  private @Nullable String text;

  @Option(
      names = "--target",
      paramLabel = "TEXT",
      description =
          "With --model: a translator's translation, a generator's text, or the labels of a"
              + " classifier or tagger (default: those that the model gives).")
  private @Nullable String target;

  @Option(
      names = "--png",
      paramLabel = "FOLDER",
      description = "With --model: also draw a picture of each cell into this folder.")
  private @Nullable Path pictures;

  @Option(names = "--steps", paramLabel = "N", description = "Steps of a sequence. Default: 100.")
  private int steps = 100;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "The norm that the gradient of all weights is clipped to. Default: 1.")
  private double clip = 1;

  @Option(names = "--seed", paramLabel = "N", description = "Of all that is random. Default: 1.")
  private long seed = 1;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw it.")
  private @Nullable Path svg;

  @Mixin private final DeviceOption device = new DeviceOption();

  private final Streams streams;
  private final GlobalOptions options;

  public InspectGradientsCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  /**
   * The record that a cell's configuration is bound to.
   *
   * @param cell the cell, as in a configuration
   */
  record CellOption(
      @org.dragoman.spi.Option("The cell.") @Kind(ComponentKind.CELL) ComponentSpec cell) {}

  /**
   * A cell to measure.
   *
   * @param gain the factor for its recurrent weights
   */
  private record Looked(String name, ComponentSpec spec, double gain) {}

  @Override
  public Integer call() throws IOException {
    if (bundle != null) {
      return ofBundle(bundle);
    }
    if (text != null || target != null || pictures != null) {
      throw DragomanException.configuration(
          "A text, --target and --png go with a trained model. Name its bundle by --model.");
    }
    return ofCells();
  }

  private int ofBundle(Path folder) throws IOException {
    if (text == null || svg != null) {
      throw DragomanException.configuration(
          text == null
              ? "Give the text that the model is to read, in quotes."
              : "--svg draws the curves of cells. With --model, --png FOLDER draws each cell.");
    }
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList());
        Bundle opened =
            Bundle.open(BundleSource.folder(BundleFolder.of(folder)), torch, registry)) {
      requireTarget(opened);
      SentencePair example = new SentencePair(text, Objects.requireNonNullElse(target, ""));
      ReachReport report = new ReachReport(GradientTrace.of(torch, opened, example));
      if (pictures != null) {
        draw(report, pictures);
      }
      Writer out = streams.text();
      out.write(report.table());
      out.flush();
      return ExitCode.OK;
    }
  }

  private void requireTarget(Bundle opened) {
    ModelConfig model = opened.config().model();
    boolean needed = model instanceof TranslatorConfig || model instanceof GeneratorConfig;
    if (needed && target == null) {
      throw DragomanException.configuration(
          "The gradients of a %s are those of a text that it must say. Give it by --target."
              .formatted(model.inWords()));
    }
    if (model instanceof LanguageModelConfig && target != null) {
      throw DragomanException.configuration(
          "A language model predicts the text that it reads. Leave --target out.");
    }
  }

  private static void draw(ReachReport report, Path folder) throws IOException {
    Folders.make(folder);
    for (GradientTrace.Reach cell : report.gradients().cells()) {
      byte[] png = report.png(cell);
      AtomicFile.write(folder.resolve(cell.cell() + ".png"), out -> out.write(png));
    }
  }

  private int ofCells() throws IOException {
    if (steps < 1 || !(clip > 0)) {
      throw DragomanException.configuration(
          "--steps must be at least 1 and --clip above 0, got %d and %s.".formatted(steps, clip));
    }
    if (svg != null) {
      AtomicFile.requireWritable(svg);
    }
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      GradientFlow measure = new GradientFlow(torch, new GradientFlow.Setting(steps, 32, 64, seed));
      Map<String, Flow> flows = new LinkedHashMap<>();
      for (String text : cells) {
        Looked looked = parse(text, registry);
        flows.put(
            looked.name(),
            measure.of(new Components(registry).cell(looked.spec(), 64), looked.gain()));
      }
      FlowReport report = new FlowReport(flows, clip);
      if (svg != null) {
        byte[] drawing = report.svg().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(svg, out -> out.write(drawing));
      }
      Writer out = streams.text();
      out.write(report.table());
      out.flush();
      return ExitCode.OK;
    }
  }

  private static Looked parse(String text, Registry registry) {
    int at = text.lastIndexOf(GAIN);
    String cell = (at < 0 ? text : text.substring(0, at)).strip();
    double gain = at < 0 ? 1 : gain(text, text.substring(at + 1));
    ComponentSpec spec =
        new ConfigBinder(registry)
            .bind(CellOption.class, ConfigTree.parse("cell: " + cell, "--cell"))
            .cell();
    String name = cell.startsWith("{") ? shortened(cell) : cell;
    return new Looked(
        at < 0 ? name : name + " " + GAIN + " " + text.substring(at + 1).strip(), spec, gain);
  }

  private static double gain(String text, String number) {
    try {
      double gain = Double.parseDouble(number.strip());
      if (gain > 0 && Double.isFinite(gain)) {
        return gain;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw DragomanException.configuration(
        "--cell %s: after * a number above 0 was expected, such as *1.5.".formatted(text));
  }

  /** Returns a short name of a cell: its type, and its keys except the size. */
  private static String shortened(String cell) {
    return cell.replaceAll("[{}]", "")
        .replaceFirst("type: *", "")
        .replaceFirst(", *size: *\\d+", "")
        .strip();
  }
}
