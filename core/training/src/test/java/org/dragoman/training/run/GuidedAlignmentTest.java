package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guided alignment, from the file to the weights of a trained model. */
class GuidedAlignmentTest {
  @TempDir Path folder;
  private TinyRun tiny;

  @BeforeEach
  void open() throws IOException {
    tiny = new TinyRun(folder);
  }

  @AfterEach
  void close() {
    tiny.close();
  }

  /** The target is the source backwards, which a model of so few updates does not know yet. */
  @Test
  void theModelLooksWhereTheAlignmentsSay() throws IOException {
    String file = alignments();
    String[] options = {
      "training.stop.updates=60", "training.validation.every=60", "model.context=general", file
    };
    Path plain = folder.resolve("plain");
    Path guided = folder.resolve("guided");
    tiny.start(plain, TrainingListener.NONE, options);
    options = java.util.Arrays.copyOf(options, 5);
    options[4] = "training.loss.guided-alignment=2";
    tiny.start(guided, TrainingListener.NONE, options);

    double share = aligned(guided);
    assertThat(share).isGreaterThan(0.6).isGreaterThan(aligned(plain) + 0.1);
  }

  /** {@code data.train.alignment=FILE}, of the training corpus. */
  private String alignments() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String source : Files.readAllLines(tiny.data.resolve("train.in"))) {
      int words = source.split(" ").length;
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < words; i++) {
        line.append(i).append('-').append(words - 1 - i).append(' ');
      }
      lines.add(line.toString());
    }
    Path file = Files.write(tiny.data.resolve("train.align"), lines);
    return "data.train.alignment=" + file;
  }

  /** The mean weight of the source pieces that belong to a target word, on the dev set. */
  private double aligned(Path run) {
    List<SentencePair> pairs =
        ParallelReader.readAll(tiny.data.resolve("dev.in"), tiny.data.resolve("dev.out"));
    double sum = 0;
    int count = 0;
    try (Translator translator = Translator.open(run.resolve("bundle"))) {
      for (TokenScores tokens : translator.scoreTokens(pairs, TokenDetail.WEIGHTS)) {
        int words = tokens.targetTokens().size();
        for (int t = 0; t < words; t++) {
          int word = 0;
          for (int s = 0; s < tokens.sourceTokens().size(); s++) {
            sum += word == words - 1 - t ? tokens.weights().get(t).get(s) : 0;
            // A piece that the next one goes on with ends in two signs.
            word += tokens.sourceTokens().get(s).endsWith("@@") ? 0 : 1;
          }
          count++;
        }
      }
    }
    return sum / count;
  }

  @Test
  void aTokenIsOfTheWordThatSpacesDivide() {
    Segmenter segmenter =
        new Segmenter(
            Normalizer.IDENTITY,
            new Components(tiny.registry).tokenizer(tiny.config().text().source().tokenizer()),
            null);
    assertThat(segmenter.spacedWords("ab cab d")).containsExactly(0, 1, 2);
    Segmenter word =
        new Segmenter(
            Normalizer.IDENTITY,
            new Components(tiny.registry)
                .tokenizer(tiny.config("text.source.tokenizer=word").text().source().tokenizer()),
            null);
    String text = " \"Well,\" she said:  (no) a a.";
    List<String> tokens = word.tokens(text);
    int[] words = word.spacedWords(text);
    assertThat(tokens).hasSameSizeAs(words);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      String piece = tokens.get(i).replaceAll("[^\\p{L}\\p{P}]", "");
      // What is left out are marks of the spaces that the tokenizer keeps.
      if (!piece.isEmpty()) {
        told.add(piece + words[i]);
      }
    }
    assertThat(String.join(" ", told))
        .isEqualTo("\"0 Well0 ,0 \"0 she1 said2 :2 (3 no3 )3 a4 a5 .5");
  }

  @Test
  void whatCannotBeGuidedIsTold() throws IOException {
    assertThatThrownBy(() -> tiny.config("training.loss.guided-alignment=1"))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining(
            "training.loss.guided-alignment needs data.train.alignment, a file in Pharaoh's form");
    String file = alignments();
    assertThatThrownBy(
            () ->
                tiny.start(
                    folder.resolve("run"),
                    TrainingListener.NONE,
                    file,
                    "training.loss.guided-alignment=1",
                    "model.context=last"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            "training.loss.guided-alignment: the context strategy has no weights");
  }
}
