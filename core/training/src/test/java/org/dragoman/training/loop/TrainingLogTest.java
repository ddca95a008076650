package org.dragoman.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  @TempDir Path folder;

  @Test
  void whereEveryUpdateWasLeftOutItsOwnLossIsTold() {
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void updated(Update update) {
            losses.add(update.loss());
          }
        };
    TrainingLog.Place place = new TrainingLog.Place(1, 1, 0);
    try (MetricsLog metrics = new MetricsLog(folder.resolve("metrics.jsonl"));
        MetricsLog samples = new MetricsLog(folder.resolve("samples.jsonl"))) {
      TrainingLog log = new TrainingLog(metrics, samples, listener);
      log.updated(place, new UpdateStep.Result(4, 8, 0, Double.NaN, false), 0.1, 1);
      log.updated(place, new UpdateStep.Result(4, 12, 0, 1, true), 0.1, 1);
      log.updated(place, new UpdateStep.Result(4, Double.NaN, 0, 1, false), 0.1, 1);
    }

    assertThat(losses).containsExactly(2.0, 3.0, 3.0);
  }
}
