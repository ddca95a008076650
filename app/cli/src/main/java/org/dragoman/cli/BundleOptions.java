package org.dragoman.cli;

import java.nio.file.Path;
import org.dragoman.runtime.inference.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which bundle translates, and how. */
@Command
final class BundleOptions {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The translator: a bundle's folder.")
  private Path bundle = Path.of("");

  @Option(
      names = "--beam",
      paramLabel = "K",
      description = "Hypotheses kept at each step; 1 is greedy. Default: the bundle's own search.")
  private @Nullable Integer beam;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description =
          "Greatest number of tokens of a translation. Default: twice those of its source, and"
              + " ten.")
  private @Nullable Integer maxLength;

  @Option(
      names = "--batch",
      defaultValue = "64",
      paramLabel = "N",
      description = "Greatest number of sentences translated at once. Default: ${DEFAULT-VALUE}.")
  private int batch = 64;

  @Mixin private final DeviceOption device = new DeviceOption();

  /** The bundle's folder. */
  Path folder() {
    return bundle;
  }

  /** Opens the bundle, with as many candidates for a line as asked for. */
  Translator open(int nBest, GlobalOptions options) {
    Translator.Builder builder =
        Translator.builder()
            .setBundle(bundle)
            .optDevice(device.name())
            .optPlugins(options.pluginFolder().stream().toList())
            .optBatchSentences(Positive.check("--batch", batch))
            .optNBest(Positive.check("--n-best", nBest));
    if (beam != null) {
      builder.optBeam(Positive.check("--beam", beam));
    }
    if (maxLength != null) {
      int limit = Positive.check("--max-length", maxLength);
      builder.optMaxLength(limit).optMaxLengthFactor(limit);
    }
    return builder.build();
  }
}
