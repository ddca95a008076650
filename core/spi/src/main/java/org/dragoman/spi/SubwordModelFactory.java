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
   * @param tokenCounts the number of occurrences of each token in the training text (of both sides
   *     if source and target share the model)
   * @throws IllegalArgumentException if no model can be learned with this configuration; the user
   *     sees the message after the path of the key
   */
  SubwordModel learn(C config, Map<String, Long> tokenCounts);

  /**
   * Reads a model that {@link SubwordModel#save} or another tool of the same format wrote.
   *
   * @throws IOException if the stream cannot be read or is not in the format; the message names the
   *     line
   */
  SubwordModel load(C config, InputStream in) throws IOException;
}
