package org.dragoman.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.translate.SourceLine.Part;

/**
 * Turns the hypotheses of a search into translations.
 *
 * @param pipelines between text and ids
 * @param options which details of tokens to return, and how to treat unknown words
 * @param recaser the last step, which restores capitals
 */
record Outputs(Pipelines pipelines, TranslationOptions options, UnaryOperator<String> recaser) {

  private boolean isReplaced(Hypothesis hypothesis) {
    return !options.unknownWords().areKept() && hypothesis.tokens().contains(Vocabulary.UNK);
  }

  /**
   * Returns the candidates of a line; one if it was translated in parts. If several have the same
   * text and only differ in their pieces, the best one is kept.
   */
  Translation translation(SourceLine line) {
    List<Part> parts = line.parts();
    int candidates = parts.size() == 1 ? parts.get(0).hypotheses().size() : 1;
    List<Candidate> nBest = new ArrayList<>(candidates);
    for (int i = 0; i < candidates; i++) {
      Candidate next = candidate(line, parts, i);
      if (nBest.stream().noneMatch(better -> better.text().equals(next.text()))) {
        nBest.add(next);
      }
    }
    return new Translation(nBest);
  }

  /** Joins the outputs of all parts; the score is their mean, or 0 without parts. */
  private Candidate candidate(SourceLine line, List<Part> parts, int i) {
    List<Hypothesis> outputs = parts.stream().map(part -> part.hypotheses().get(i)).toList();
    return new Candidate(
        text(line, pieces(line, parts, outputs, i)),
        outputs.stream().mapToDouble(Hypothesis::score).average().orElse(0),
        outputs.stream().mapToDouble(Hypothesis::logProbability).sum(),
        options.detail() == TokenDetail.NONE ? null : tokens(line, parts, outputs, i));
  }

  /** Returns the text of all parts, with copied stretches between them. */
  private String text(SourceLine line, List<List<String>> pieces) {
    StringBuilder text = new StringBuilder();
    int part = 0;
    for (SourceLine.Section section : line.sections()) {
      int next = part + section.parts().size();
      if (section.copied()) {
        text.append(TextPipeline.oneLine(section.source()));
      } else {
        List<String> own = pieces.subList(part, next).stream().flatMap(List::stream).toList();
        text.append(pipelines.target().text(own));
      }
      part = next;
    }
    return recaser.apply(text.toString());
  }

  /**
   * Returns the pieces of the output of each part; unknown ones are already replaced if the options
   * say so.
   */
  private List<List<String>> pieces(
      SourceLine line, List<Part> parts, List<Hypothesis> outputs, int i) {
    List<List<String>> pieces = new ArrayList<>();
    List<String> words =
        outputs.stream().anyMatch(this::isReplaced)
            ? line.wordsOfPieces(pipelines.source().segmenter())
            : List.of();
    for (int part = 0; part < outputs.size(); part++) {
      List<String> own = pipelines.target().pieces(outputs.get(part).tokens());
      if (isReplaced(outputs.get(part))) {
        List<String> wordsOfPart = SourceLine.of(words, parts, part);
        List<Integer> alignment = scores(parts.get(part), i, wordsOfPart).alignment();
        own =
            options
                .unknownWords()
                .replace(own, alignment, wordsOfPart, pipelines.target().segmenter());
      }
      pieces.add(own);
    }
    return pieces;
  }

  private TokenScores scores(Part part, int i, List<String> sourcePieces) {
    TargetScorer.Scored scored = part.scored(i);
    if (scored == null) {
      throw new IllegalStateException("the tokens were not scored");
    }
    return new TokenScores(
        sourcePieces,
        pipelines.target().pieces(part.hypotheses().get(i).tokens()),
        scored.logProbabilities(),
        scored.weights());
  }

  private TokenScores tokens(SourceLine line, List<Part> parts, List<Hypothesis> outputs, int i) {
    List<String> source = line.pieces(pipelines.source().segmenter());
    if (parts.isEmpty()) {
      return TokenScores.EMPTY;
    }
    if (parts.size() == 1) {
      return told(scores(parts.get(0), i, source));
    }
    List<String> target = new ArrayList<>();
    List<Double> logProbabilities = new ArrayList<>();
    List<List<Float>> weights = new ArrayList<>();
    int from = 0;
    for (int p = 0; p < outputs.size(); p++) {
      TokenScores part = scores(parts.get(p), i, SourceLine.of(source, parts, p));
      boolean last = p == outputs.size() - 1;
      int rows = last ? part.logProbabilities().size() : part.targetTokens().size();
      target.addAll(part.targetTokens());
      logProbabilities.addAll(part.logProbabilities().subList(0, rows));
      for (int row = 0; row < Math.min(rows, part.weights().size()); row++) {
        weights.add(widened(part.weights().get(row), from, source.size(), last));
      }
      from += part.sourceTokens().size();
    }
    return told(new TokenScores(source, target, logProbabilities, weights));
  }

  /** Extends a row of weights to the positions of the whole line. */
  private static List<Float> widened(List<Float> row, int from, int length, boolean last) {
    List<Float> wide = new ArrayList<>(Collections.nCopies(length + 1, 0f));
    for (int s = 0; s < row.size() - 1; s++) {
      wide.set(from + s, row.get(s));
    }
    if (last) {
      wide.set(length, row.get(row.size() - 1));
    }
    return wide;
  }

  /** Removes the weights if only the replacing of unknown words needed them. */
  private TokenScores told(TokenScores all) {
    return options.detail() == TokenDetail.WEIGHTS
        ? all
        : new TokenScores(
            all.sourceTokens(), all.targetTokens(), all.logProbabilities(), List.of());
  }
}
