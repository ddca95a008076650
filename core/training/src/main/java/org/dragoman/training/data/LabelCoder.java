package org.dragoman.training.data;

import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Encodes texts and their labels: one label for a text, or one for each of its tokens.
 *
 * @param pipelines of text and labels
 * @param eachToken whether each token has a label
 */
public record LabelCoder(Pipelines pipelines, boolean eachToken) implements ExampleCoder {
  private static final int QUOTED = 60;

  @Override
  public String unit() {
    return "labelled texts";
  }

  @Override
  public @Nullable Pair encode(SentencePair example) {
    int[] text = pipelines.source().encode(example.source());
    List<String> words = Labels.segmenter().tokens(example.target());
    if (text.length == 0 && words.isEmpty()) {
      return null;
    }
    int wanted = eachToken ? text.length : 1;
    if (words.size() != wanted || text.length == 0) {
      throw wrong(example, text.length, words.size());
    }
    Labels labels = new Labels(pipelines.target().vocabulary());
    int[] numbers = words.stream().mapToInt(labels::number).toArray();
    return new Pair(text, numbers).withSteps(text.length);
  }

  private DragomanException wrong(SentencePair example, int tokens, int labels) {
    String text = example.source();
    String quoted = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    return DragomanException.data(
        eachToken
            ? "'%s' has %d tokens and %d labels. A tagger needs one label for each token: check text.source.tokenizer, or mend the line."
                .formatted(quoted, tokens, labels)
            : "'%s' has %d tokens, and '%s' is %d labels. A classifier needs a text and one label without spaces."
                .formatted(quoted, tokens, example.target(), labels));
  }

  @Override
  public int length(Pair pair) {
    return pair.source().length;
  }
}
