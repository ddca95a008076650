package org.dragoman.runtime.bundle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Registry;

/**
 * Averages the weights of several bundles with the same model and text configuration, or of several
 * checkpoints of one run; all count equally (Sennrich et al. 2016, "Edinburgh Neural Machine
 * Translation Systems for WMT 16", arXiv:1606.02891). Sums are in float64.
 *
 * @param registry the installed plugins
 */
public record BundleAverage(Torch torch, Registry registry) {

  /**
   * Writes the average of two or more bundles.
   *
   * @param out the folder of the new bundle; an existing bundle is replaced
   * @throws DragomanException if one cannot be read, or differs from the first
   */
  public void ofBundles(List<Path> bundles, Path out) {
    try (NDManager scope = torch.manager().newSubManager();
        Bundle first = open(bundles.get(0))) {
      Sum sum = new Sum(scope);
      sum.add(Weights.arrays(first.model().parameters()), bundles.get(0).toString());
      for (Path path : bundles.subList(1, bundles.size())) {
        try (Bundle other = open(path)) {
          requireSame(first, bundles.get(0), other, path);
          sum.add(Weights.arrays(other.model().parameters()), path.toString());
        }
      }
      write(first, sum, out, "the average of " + bundles.size() + " bundles");
    }
  }

  /**
   * Writes the average of several weights of one model, such as those of checkpoints.
   *
   * @param bundle a bundle of the same run, for everything except the weights
   * @param weights files of tensors, at least two
   * @param out the folder of the new bundle; an existing bundle is replaced
   */
  public void ofWeights(Path bundle, List<Path> weights, Path out) {
    try (NDManager scope = torch.manager().newSubManager();
        Bundle model = open(bundle)) {
      Sum sum = new Sum(scope);
      // The bundle's own weights only give names and shapes; they are not part of the average.
      sum.add(Weights.arrays(model.model().parameters()), bundle.toString());
      sum.forget();
      for (Path file : weights) {
        try (NDManager read = scope.newSubManager();
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
          sum.add(SafeTensors.read(in, file.toString(), read).tensors(), file.toString());
        } catch (IOException e) {
          throw DragomanException.data(file + " cannot be read: " + e, e);
        }
      }
      write(model, sum, out, "the average of " + weights.size() + " checkpoints");
    }
  }

  private Bundle open(Path path) {
    return Bundle.open(BundleSource.folder(path), torch, registry);
  }

  private static void requireSame(Bundle first, Path firstPath, Bundle other, Path otherPath) {
    String difference =
        first.config().model().equals(other.config().model())
            ? PipelineCompatibility.difference(first, other).orElse("")
            : "their models are not configured alike";
    if (!difference.isEmpty()) {
      throw DragomanException.configuration(
          "%s and %s cannot be averaged: %s. Average bundles of one configuration, best of one run."
              .formatted(firstPath, otherPath, difference));
    }
  }

  private void write(Bundle model, Sum sum, Path out, String what) {
    String card = model.modelCard().stripTrailing() + "\n\nThe weights are " + what + ".\n";
    new BundleWriter(registry)
        .write(
            out, model.config(), model.pipelines(), sum.mean(), model.manifest().weights(), card);
  }

  /** Sums up weights by name. */
  private static final class Sum {
    private final NDManager manager;
    private final Map<String, NDArray> sums = new LinkedHashMap<>();
    private int count;

    Sum(NDManager manager) {
      this.manager = manager;
    }

    void add(Map<String, NDArray> weights, String name) {
      boolean first = sums.isEmpty();
      if (!first && !weights.keySet().equals(sums.keySet())) {
        throw unlike(name, "other weights");
      }
      weights.forEach(
          (key, weight) -> {
            NDArray exact = weight.toType(DataType.FLOAT64, true);
            exact.attach(manager);
            if (first) {
              sums.put(key, exact);
            } else {
              NDArray sum = java.util.Objects.requireNonNull(sums.get(key));
              if (!sum.getShape().equals(exact.getShape())) {
                throw unlike(name, key + " of another shape");
              }
              sum.addi(exact);
              exact.close();
            }
          });
      count++;
    }

    private static DragomanException unlike(String name, String what) {
      return DragomanException.data(
          "%s has %s than the others, so they cannot be averaged.".formatted(name, what));
    }

    void forget() {
      sums.values().forEach(sum -> sum.set(new NDIndex(":"), sum.zerosLike()));
      count = 0;
    }

    /** Returns the mean in FLOAT32. */
    Map<String, NDArray> mean() {
      Map<String, NDArray> means = new LinkedHashMap<>();
      NDArray number = manager.create((double) count);
      sums.forEach((key, sum) -> means.put(key, sum.div(number).toType(DataType.FLOAT32, false)));
      return means;
    }
  }
}
