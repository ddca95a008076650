package org.dragoman.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Learns and loads subword models of one type.
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface SubwordModelFactory<C extends Record> extends ComponentFactory<C> {
  /**
   * Learns a model.
   *
   * @param config the bound configuration
   * @param tokenCounts how often each token occurs in the training text (of both sides where the
   *     model is shared)
   * @throws IllegalArgumentException where nothing can be learned as the configuration says; the
   *     user sees the message behind the path of the key
   */
  SubwordModel learn(C config, Map<String, Long> tokenCounts);

  /**
   * Reads a model that {@link SubwordModel#save} or another tool of the same format wrote.
   *
   * @throws IOException where the stream cannot be read or is not of the format; the message says
   *     the line
   */
  SubwordModel load(C config, InputStream in) throws IOException;
}
