package hmrbench.config;

import java.nio.file.Path;

/**
 * Where a value was written.
 *
 * @param source the file, or the option of the command line
 * @param line from 1; 0 for an option of the command line
 * @param folder what relative paths are relative to
 */
record Place(String source, int line, Path folder) {

  @Override
  public String toString() {
    return line > 0 ? "%s:%d".formatted(source, line) : source;
  }
}
