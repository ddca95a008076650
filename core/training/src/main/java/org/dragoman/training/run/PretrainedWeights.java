package org.dragoman.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initializes a model with the weights of another bundle, for fine-tuning. If a vocabulary differs,
 * it copies the rows of tokens that both have; the other rows keep their random values.
 *
 * @param bundle the bundle with the weights
 * @param pipelines of the model to fill
 */
record PretrainedWeights(Path bundle, Pipelines pipelines, Torch torch, Registry registry) {
  private static final Logger LOG = LoggerFactory.getLogger(PretrainedWeights.class);
  private static final String SOURCE = "source_embedding.weight";
  private static final Set<String> TARGET = Set.of("target_embedding.weight", "output.weight");

  /**
   * Fills an initialized model.
   *
   * @throws DragomanException if there is no bundle, or its model differs
   */
  void fill(Model model) {
    try (GradMode off = GradMode.off();
        Bundle other = Bundle.open(BundleSource.folder(bundle), torch, registry);
        NDManager scope = torch.manager().newSubManager()) {
      Map<String, NDArray> to = Weights.arrays(model.parameters());
      Map<String, NDArray> from = Weights.arrays(other.model().parameters());
      requireSame(to, from);
      to.forEach(
          (name, weight) -> {
            NDArray given = java.util.Objects.requireNonNull(from.get(name));
            if (isOfVocabulary(name)) {
              takeRows(name, weight, given, other.pipelines(), scope);
            } else {
              weight.set(new NDIndex(":"), given);
            }
          });
      LOG.info("Training begins with the weights of {}", bundle);
    }
  }

  private static boolean isOfVocabulary(String name) {
    return name.equals(SOURCE) || TARGET.contains(name);
  }

  private void requireSame(Map<String, NDArray> to, Map<String, NDArray> from) {
    List<String> differences = new ArrayList<>();
    Set<String> names = new TreeSet<>(to.keySet());
    names.addAll(from.keySet());
    for (String name : names) {
      NDArray mine = to.get(name);
      NDArray others = from.get(name);
      if (mine == null || others == null) {
        differences.add(name + (mine == null ? " is in the bundle only" : " is not in the bundle"));
      } else if (!width(name, mine).equals(width(name, others))) {
        differences.add(
            "%s is %s here and %s in the bundle"
                .formatted(name, mine.getShape(), others.getShape()));
      }
    }
    if (!differences.isEmpty()) {
      throw DragomanException.configuration(
          "training.from: the model of %s is another one than model says:\n  %s\nGive the model of the bundle's config.yaml, or leave training.from out."
              .formatted(bundle, String.join("\n  ", differences)));
    }
  }

  /** Returns the shape without the number of tokens. */
  private static Shape width(String name, NDArray weight) {
    return isOfVocabulary(name) ? weight.getShape().slice(1) : weight.getShape();
  }

  private void takeRows(
      String name, NDArray weight, NDArray given, Pipelines others, NDManager scope) {
    boolean source = name.equals(SOURCE);
    Vocabulary mine = (source ? pipelines.source() : pipelines.target()).vocabulary();
    Vocabulary theirs = (source ? others.source() : others.target()).vocabulary();
    int width = Math.toIntExact(weight.getShape().get(1));
    float[] rows = weight.toFloatArray();
    float[] old = given.toFloatArray();
    int taken = 0;
    for (int id = 0; id < mine.size(); id++) {
      int from = id < Vocabulary.SPECIALS.size() ? id : theirs.id(mine.token(id));
      if (from != Vocabulary.UNK || id == Vocabulary.UNK) {
        System.arraycopy(old, from * width, rows, id * width, width);
        taken++;
      }
    }
    weight.set(new NDIndex(":"), scope.create(rows, weight.getShape()));
    LOG.info("{}: the rows of {} of {} tokens are taken over", name, taken, mine.size());
  }
}
