/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.compatibility.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.assertj.core.util.Throwables;

/** The lines that a logger and those below it write, until closed; the console has none of them. */
final class LogCapture extends AbstractAppender implements AutoCloseable {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger;
  private final Level before;

  private LogCapture(Logger logger) {
    super("capture", null, null, true, Property.EMPTY_ARRAY);
    this.logger = logger;
    this.before = logger.getLevel();
  }

  static LogCapture of(String name, Level level) {
    LogCapture capture = new LogCapture((Logger) LogManager.getLogger(name));
    Configurator.setLevel(name, level);
    capture.start();
    capture.logger.addAppender(capture);
    capture.logger.setAdditive(false);
    return capture;
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void append(LogEvent event) {
    String message = event.getMessage().getFormattedMessage();
    Throwable thrown = event.getThrown();
    lines.add(thrown == null ? message : message + " " + Throwables.getStackTrace(thrown));
  }

  @Override
  public void close() {
    logger.setAdditive(true);
    logger.removeAppender(this);
    Configurator.setLevel(logger.getName(), before);
    stop();
  }
}
