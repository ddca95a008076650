package org.dragoman.training.loop;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What a class logs from here on.
 *
 * @param events in order
 */
public record Log(ListAppender<ILoggingEvent> events) {
  public static Log of(Class<?> type) {
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    ((Logger) LoggerFactory.getLogger(type)).addAppender(events);
    return new Log(events);
  }

  public List<String> messages() {
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
