package org.dragoman.cli.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.validation.Validation;

/**
 * Reports the progress of training to a program, one JSON object per line: an update at most once
 * per second, each validation, and one object at the end.
 */
public final class JsonProgress implements TrainingListener, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long EVERY = Duration.ofSeconds(1).toNanos();

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private long told;
  private long update;

  /**
   * Creates a progress that has reported nothing yet.
   *
   * @param nanoTime of {@link System#nanoTime}
   */
  public JsonProgress(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    told = nanoTime.getAsLong() - EVERY;
  }

  @Override
  public void updated(Update done) {
    update = done.update();
    long now = nanoTime.getAsLong();
    if (now - told < EVERY) {
      return;
    }
    told = now;
    Map<String, Object> line = line("update", done.update());
    line.put("epoch", done.epoch());
    line.put("loss", done.loss());
    line.put("tokensPerSecond", done.tokensPerSecond());
    line.put("learningRate", done.learningRate());
    line.put("gradientNorm", done.gradientNorm());
    line.put("done", Math.min(1, done.done()));
    write(line);
  }

  @Override
  public void validated(long number, Validation validation, boolean best) {
    Map<String, Object> line = line("validation", number);
    line.put("perplexity", validation.perplexity());
    validation.measures().forEach(measure -> line.put(measure.key(), measure.value()));
    line.put("best", best);
    write(line);
  }

  private static Map<String, Object> line(String event, long number) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put("update", number);
    return line;
  }

  private void write(Map<String, Object> line) {
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reports the end. */
  @Override
  public void close() {
    write(line("end", update));
    out.flush();
  }
}
