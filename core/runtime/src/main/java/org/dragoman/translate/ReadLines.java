package org.dragoman.translate;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.translate.SourceLine.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that were read, on their way through a search.
 *
 * @param lines in their order
 * @param outputs makes translations of what the search has found
 * @param phrases finds phrases in translations
 */
record ReadLines(List<SourceLine> lines, Outputs outputs, Phrases phrases) {
  private static final Logger LOG = LoggerFactory.getLogger(Translator.class);

  /** What is to be searched for. */
  List<Part> parts() {
    return lines.stream().flatMap(line -> line.parts().stream()).toList();
  }

  /** The number of lines of which nothing is to be searched for. */
  long withoutParts() {
    return lines.stream().filter(line -> line.parts().isEmpty()).count();
  }

  /**
   * Finds the states that the sentences begin with. The lines go on with the text of the states.
   */
  void readInto(DocumentStates states) {
    if (!states.areCarried()) {
      return;
    }
    // A document ends where a line is blank.
    List<List<int[]>> documents = new ArrayList<>();
    documents.add(new ArrayList<>());
    for (SourceLine line : lines) {
      if (line.parts().isEmpty()) {
        documents.add(new ArrayList<>());
      } else {
        line.parts().forEach(part -> documents.get(documents.size() - 1).add(part.source()));
      }
    }
    states.read(documents);
  }

  /** The translations, in order, once all parts were searched for. */
  List<Translation> translations() {
    return lines.stream().map(this::translation).toList();
  }

  private Translation translation(SourceLine line) {
    Translation translation = outputs.translation(line);
    TranslationRequest request = line.request();
    if (!line.sections().isEmpty()) {
      List<String> kept = phrases.found(request.required(), translation.text());
      request.required().stream()
          .filter(phrase -> !kept.contains(phrase))
          .forEach(
              phrase -> LOG.warn("{}: the translation does not hold '{}'.", line.name(), phrase));
      phrases
          .found(request.banned(), translation.text())
          .forEach(phrase -> LOG.warn("{}: the translation holds '{}'.", line.name(), phrase));
    }
    return translation;
  }
}
