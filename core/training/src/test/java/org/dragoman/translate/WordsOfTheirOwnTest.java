package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What must and must not occur, read off the texts that the model which comes with Dragoman makes
 * of 100 sentences: words of their own, not parts of others, in all candidates.
 */
class WordsOfTheirOwnTest {
  private static final int N_BEST = 3;
  private static final TranslationOptions OPTIONS =
      TranslationOptions.defaults().withSearch("constrained").withNBest(N_BEST);
  private static final int COUNT = 100;
  private static final Path FOLDER =
      Path.of(System.getProperty("dragoman.root"), "models", "tatoeba-en-de");

  /** Words and pairs that fit and that do not; most are also parts or ends of other words. */
  private static final List<String> REQUIRED =
      List.of(
          "Welt",
          "haft",
          "aus",
          "Haus",
          "bar",
          "Zeit",
          "heute",
          "Kreuzberg",
          "kalte Welt",
          "rote Haus",
          "Kreuzberg Zeit",
          "nicht mehr");

  private static final List<String> BANNED =
      List.of("ist", "der", "die", "das", "ein", "in", "nicht", "Haus", "und", ".");

  private static Translator translator;
  private static final List<String> SENTENCES = sentences();

  private static List<String> sentences() {
    List<String> who =
        List.of("The farmer", "My sister", "Tom", "The quiet grandmother", "Our new neighbour");
    List<String> does =
        List.of("does not see", "is painting", "wants to buy", "hurriedly left", "remembers");
    List<String> what =
        List.of("the house", "a wooden bridge", "the blackbirds", "an umbrella", "the workshop");
    List<String> where =
        List.of("in the mountains", "behind the railway station", "today", "", "and the garden");
    Random random = new Random(7);
    return IntStream.range(0, COUNT)
        .mapToObj(
            i ->
                String.join(" ", pick(random, who), pick(random, does), pick(random, what))
                    + (" " + pick(random, where)).stripTrailing()
                    + (random.nextBoolean() ? "." : "!"))
        .toList();
  }

  private static String pick(Random random, List<String> parts) {
    return parts.get(random.nextInt(parts.size()));
  }

  @BeforeAll
  static void open() {
    translator = Translator.builder().setBundle(FOLDER).optDefaults(OPTIONS).build();
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  private static boolean holds(String text, String phrase) {
    String bound = "[\\p{L}\\p{N}]";
    return Pattern.compile(
            (phrase.equals(".") ? "" : "(?<!" + bound + ")")
                + Pattern.quote(phrase)
                + (phrase.equals(".") ? "" : "(?!" + bound + ")"))
        .matcher(text)
        .find();
  }

  private static List<String> texts(Translation translation) {
    assertThat(translation.nBest()).isNotEmpty();
    return translation.nBest().stream().map(Candidate::text).toList();
  }

  @Test
  void requiredWordsAndPairsOccurInHundredOfHundred() {
    List<TranslationRequest> requests = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      requests.add(
          new TranslationRequest(
              SENTENCES.get(i), "", List.of(REQUIRED.get(i % REQUIRED.size())), List.of()));
    }
    List<Translation> translations = translator.translate(requests, OPTIONS);
    for (int i = 0; i < COUNT; i++) {
      String phrase = requests.get(i).required().get(0);
      assertThat(texts(translations.get(i)))
          .as("%s with '%s'", requests.get(i).text(), phrase)
          .allMatch(text -> holds(text, phrase));
    }
  }

  @Test
  void bannedWordsOccurInNoneOfHundred() {
    List<Translation> plain = translator.translate(SENTENCES);
    List<TranslationRequest> requests =
        SENTENCES.stream()
            .map(sentence -> new TranslationRequest(sentence, "", List.of(), BANNED))
            .toList();
    List<Translation> translations = translator.translate(requests, OPTIONS);
    int would = 0;
    for (int i = 0; i < COUNT; i++) {
      String without = plain.get(i).text();
      would += BANNED.stream().anyMatch(phrase -> holds(without, phrase)) ? 1 : 0;
      assertThat(texts(translations.get(i)))
          .as(SENTENCES.get(i))
          .allMatch(text -> BANNED.stream().noneMatch(phrase -> holds(text, phrase)));
    }
    assertThat(would).isGreaterThan(90);
  }

  @Test
  void whatIsRequiredAndBannedTogetherIsKept() {
    List<TranslationRequest> requests =
        SENTENCES.stream()
            .map(
                sentence ->
                    new TranslationRequest(
                        sentence, "", List.of("Welt", "alte Zeit"), List.of("Zeit und", "ist")))
            .toList();
    for (Translation translation : translator.translate(requests, OPTIONS)) {
      assertThat(texts(translation))
          .allMatch(text -> holds(text, "Welt") && holds(text, "alte Zeit"))
          .noneMatch(text -> holds(text, "Zeit und") || holds(text, "ist"));
    }
  }
}
