package org.dragoman.training.objective;

import java.nio.file.Path;
import java.util.Arrays;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.text.Vocabulary;

/** Reads the weight of each target token in the loss. */
public final class WordWeights {
  private WordWeights() {}

  /**
   * Reads the weights of a vocabulary's tokens.
   *
   * @param file with a token, a tab and a number of at least 0 on each line; other tokens have
   *     weight 1
   * @throws DragomanException of kind DATA if it cannot be read, or a line is malformed
   */
  public static float[] read(Path file, Vocabulary vocabulary) {
    float[] weights = new float[vocabulary.size()];
    Arrays.fill(weights, 1);
    try (LineReader lines = LineReader.open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split("\t", -1);
        double weight = columns.length == 2 ? number(columns[1]) : -1;
        if (!(weight >= 0)) {
          throw wrong(
              lines, "expected a token, a tab and a number of at least 0, got '" + line + "'.");
        }
        int special = Vocabulary.SPECIALS.indexOf(columns[0]);
        if (special < 0 && !vocabulary.tokens().contains(columns[0])) {
          throw wrong(
              lines,
              "the target vocabulary has no token '%s'. Write tokens as the run's folder text has them, or leave the line out."
                  .formatted(columns[0]));
        }
        weights[special < 0 ? vocabulary.id(columns[0]) : special] = (float) weight;
      }
    }
    return weights;
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      return Double.isFinite(number) ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static DragomanException wrong(LineReader lines, String what) {
    return DragomanException.data(
        "training.loss.word-weights: %s, line %d: %s"
            .formatted(lines.name(), lines.lineNumber(), what));
  }
}
