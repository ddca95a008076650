package org.dragoman.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.translate.DragomanRuntime;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;
import org.dragoman.translate.TranslationRequest;
import org.dragoman.translate.Translator;

/** What README.md and docs/guide.md show of the library, between the marks. */
final class LibraryExample {
  private LibraryExample() {}

  static void shortest(Path bundle, PrintStream out) {
    // begin README.md
    try (Translator translator = Translator.open(bundle)) {
      List<Translation> translations =
          translator.translate(List.of("She reads a book.", "Thank you."));
      for (Translation translation : translations) {
        out.println(translation.text() + " " + translation.score());
      }
    }
    // end
  }

  // begin docs/guide.md
  static void translate(Path bundle, Path file, PrintStream out) throws IOException {
    try (DragomanRuntime runtime = DragomanRuntime.builder().optDevice("cpu").build();
        Translator translator = runtime.open(bundle)) {

      // One line.
      out.println(translator.translate("She reads a book.").text());

      // A list, with options: two candidates each, from a beam of 8.
      List<TranslationRequest> lines =
          TranslationRequest.of(List.of("Good morning.", "Thank you."));
      TranslationOptions options = TranslationOptions.defaults().withBeam(8).withNBest(2);
      for (Translation translation : translator.translate(lines, options)) {
        translation.nBest().forEach(best -> out.println(best.score() + " " + best.text()));
      }

      // A stream: read as it is needed, so memory does not grow with the file.
      try (Stream<String> stream = Files.lines(file);
          Stream<Translation> translations = translator.translate(stream)) {
        translations.forEach(translation -> out.println(translation.text()));
      }
    }
  }
  // end
}
