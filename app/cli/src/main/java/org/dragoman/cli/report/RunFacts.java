package org.dragoman.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.cli.plot.Markup;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.run.RunManifest;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a run: its inputs, settings and results.
 *
 * @param name of the model
 * @param rows the values by their names
 * @param config the resolved configuration in YAML
 */
public record RunFacts(String name, Map<String, String> rows, String config) {
  private static final String AT_THE_END = "not yet: it is told when training ends";

  /** Keeps the order. */
  public RunFacts {
    rows = new LinkedHashMap<>(rows);
  }

  /**
   * Collects the facts.
   *
   * @param yaml the text of the configuration
   * @param manifest null if there is none, as in a run that has just begun
   * @param history the metrics of the run
   * @param parameters the number of the model's parameters; 0 if there is no bundle yet
   */
  public static RunFacts of(
      RunConfig config,
      String yaml,
      @Nullable RunManifest manifest,
      RunHistory history,
      long parameters) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("seed", String.valueOf(config.training().seed()));
    rows.put("parameters", parameters == 0 ? "no bundle yet" : "%,d".formatted(parameters));
    rows.put(
        "validation",
        Stream.concat(Stream.of("perplexity"), history.measures().stream().map(RunHistory::inWords))
            .collect(Collectors.joining(", ", "", " of the dev set")));
    RunManifest.Result result = manifest == null ? null : manifest.result();
    rows.put("dev set, best checkpoint", result == null ? AT_THE_END : result.devScore());
    rows.put("test set", test(config, result, history.test()));
    if (manifest != null && !manifest.sessions().isEmpty()) {
      List<RunManifest.Session> sessions = manifest.sessions();
      RunManifest.Environment last = sessions.get(sessions.size() - 1).environment();
      rows.put("begun", sessions.get(0).startedAt());
      rows.put(
          "trained by",
          "Dragoman %s, Java %s, %s, %s, %d threads"
              .formatted(
                  last.dragoman(), last.java(), last.engine(), last.device(), last.threads()));
    }
    return new RunFacts(config.name(), rows, yaml);
  }

  private static String test(
      RunConfig config, RunManifest.@Nullable Result result, @Nullable JsonNode told) {
    if (config.data().test() == null) {
      return "none in the configuration";
    }
    if (result == null || result.testScore() == null) {
      return AT_THE_END;
    }
    return told == null || !told.has("testExactMatch")
        ? result.testScore()
        : String.format(
            Locale.ROOT,
            "%s; exact match %.2f %%",
            result.testScore(),
            100 * told.path("testExactMatch").asDouble());
  }

  /** Adds a table of the facts, and the configuration, collapsed. */
  void write(Markup page) {
    page.open("div class=\"scroll\"").open("table class=\"facts\"");
    rows.forEach(
        (key, value) -> page.open("tr").element("th", key).element("td", value).close("tr"));
    page.close("table").close("div");
    page.open("details").element("summary", "Configuration").element("pre", config);
    page.close("details");
  }
}
