package hmrbench.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hmrbench.core.Fault;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Records as JSON files that are whole or absent, keys in snake case. */
final class JsonFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private JsonFile() {}

  static void write(Path file, Object value) {
    TextFile.writeThrough(file, text(value));
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Fault if the file is not there or is something else
   */
  static <T> T read(Path file, Class<T> type) {
    try {
      return JSON.readValue(Files.readString(file), type);
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not as a submission wrote it: %s; submit the experiment again"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }

  /** The same of a file that another program may be about to write. */
  static <T> Optional<T> readIfThere(Path file, Class<T> type) {
    try {
      return Files.isRegularFile(file) ? Optional.of(read(file, type)) : Optional.empty();
    } catch (Fault e) {
      return Optional.empty();
    }
  }
}
