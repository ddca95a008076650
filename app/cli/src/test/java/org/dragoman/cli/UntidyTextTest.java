package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.SentenceSplitter;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sentences that differ only by white space and by what a reader does not see have the same
 * translation and the same scores, by bundles that were made before there was cleaning.
 */
class UntidyTextTest {
  private static final Path NUMBERS = FrozenBundles.folder(FrozenBundles.FORMAT_1);
  private static final Path SHIPPED =
      Path.of(System.getProperty("dragoman.root"), "models", "tatoeba-en-de");
  private static final List<String> SPACES =
      characters(0x9, 0x20, 0x85, 0xA0, 0x2003, 0x202F, 0x3000);
  private static final List<String> INVISIBLE =
      characters(
          0x0, 0x1B, 0x7F, 0x9F, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060,
          0x2066, 0x2069, 0xFEFF);

  @TempDir private Path folder;

  private static List<String> characters(int... codePoints) {
    List<String> characters = new ArrayList<>();
    for (int c : codePoints) {
      characters.add(Character.toString(c));
    }
    return characters;
  }

  /** A sentence with each of the characters, and with some of them drawn. */
  private static List<String> untidy(String plain) {
    List<String> all = new ArrayList<>();
    for (String space : SPACES) {
      all.add(space + plain.replace(" ", space) + space);
      all.add(plain.replace(" ", " " + space) + "  ");
    }
    for (String gone : INVISIBLE) {
      all.add(gone + plain + gone);
      all.add(plain.replace(" ", gone + " " + gone).replace("e", "e" + gone));
    }
    Random random = new Random(plain.hashCode());
    for (int i = 0; i < 10; i++) {
      StringBuilder drawn = new StringBuilder();
      for (char c : plain.toCharArray()) {
        if (random.nextInt(4) == 0) {
          drawn.append(INVISIBLE.get(random.nextInt(INVISIBLE.size())));
        }
        drawn.append(c == ' ' ? SPACES.get(random.nextInt(SPACES.size())) : String.valueOf(c));
      }
      all.add(drawn.toString());
    }
    return all;
  }

  private static void assertSame(Translator translator, String plain, String target) {
    String expected = translator.translate(plain).text();
    assertThat(expected).isNotEmpty();
    List<String> untidy = untidy(plain);
    assertThat(translator.translate(untidy).stream().map(Translation::text).distinct())
        .containsExactly(expected);
    // What scores reads the same pieces; its sums differ by the order of a batch at most.
    assertThat(
            translator
                .scoreTokens(
                    untidy.stream().map(line -> new SentencePair(line, target)).toList(),
                    TokenDetail.SCORES)
                .stream()
                .map(scores -> scores.sourceTokens())
                .distinct())
        .containsExactly(
            translator
                .scoreTokens(List.of(new SentencePair(plain, target)), TokenDetail.SCORES)
                .get(0)
                .sourceTokens());
  }

  @Test
  void theTranslationIsThatOfTheTidySentence() {
    try (Translator numbers = Translator.open(NUMBERS)) {
      assertSame(numbers, "three hundred and seventeen", "317");
    }
    try (Translator shipped =
        Translator.builder()
            .setBundle(SHIPPED)
            .optDefaults(TranslationOptions.defaults().withBeam(1))
            .build()) {
      assertSame(shipped, "She reads the 20 books at home.", "Sie liest.");
      assertSame(shipped, "I'm here (again)!", "Ich bin hier.");
    }
  }

  @Test
  void aLineOfNothingThatIsSeenIsEmpty() {
    Run run =
        Run.reading("seven\n\ufeff\u200b \u00a0\n\nsix\n", "translate", "-m", NUMBERS.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("7\n\n\n6\n");
  }

  @Test
  void aParagraphKeepsItsWhiteSpaceAndItsSentencesAreCleaned() {
    SentenceSplitter splitter = new SentenceSplitter("en");
    try (Translator shipped =
        Translator.builder()
            .setBundle(SHIPPED)
            .optDefaults(TranslationOptions.defaults().withBeam(1))
            .build()) {
      List<String> sentences = List.of("I am here.", "She is there.");
      List<String> tidy = shipped.translate(sentences).stream().map(Translation::text).toList();
      List<String> untidy =
          shipped
              .translateTexts(
                  List.of(
                      "\u00a0I\u00a0am \u200bhere.\u2003\tShe is  the\u00adre. ",
                      "\ufeffI am here.  She is there.")
                      .stream(),
                  splitter)
              .toList();
      assertThat(untidy)
          .containsExactly(
              "\u00a0" + tidy.get(0) + "\u2003\t" + tidy.get(1) + " ",
              tidy.get(0) + "  " + tidy.get(1));
    }
  }

  /** The same bundle, told not to, reads the characters as text of their own. */
  @Test
  void cleaningCanBeSwitchedOff() throws IOException {
    Path bundle = FrozenBundles.copy(FrozenBundles.FORMAT_1, folder.resolve("never"));
    String config = Files.readString(bundle.resolve("config.yaml"));
    FrozenBundles.replace(
        bundle, "config.yaml", config.replace("\ntext:\n", "\ntext:\n  clean-source: never\n"));

    Run shown = Run.reading("ten\u00a0one\n", "text", "show", "-m", bundle.toString());
    assertThat(shown.err()).isEmpty();
    assertThat(shown.out())
        .doesNotContain("cleaned")
        .contains("  back        ten\\u{A0}one   (the same)");
    Run together =
        Run.reading("ten\n", "translate", "-m", NUMBERS.toString(), "-m", bundle.toString());
    assertThat(together.code()).isEqualTo(ExitCode.USAGE);
    assertThat(together.err())
        .contains("clean-source of the one cleans the source and of the other does not");
  }

  @Test
  void checkLooksAtAllOfTheText() {
    Run run =
        Run.reading("ten\u00a0 one\n\ufeff\u200b\n a\n", "text", "check", "-m", NUMBERS.toString());

    assertThat(run.out()).isEqualTo("0 of 3 lines do not come back unchanged\n");
    assertThat(run.code()).isZero();
  }
}
