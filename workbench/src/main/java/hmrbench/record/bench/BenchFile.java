package hmrbench.record.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hmrbench.core.Fault;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link BenchResult} as a JSON file, keys in snake case. */
public final class BenchFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private BenchFile() {}

  /** Writes it aside, then moves it to its place. */
  public static void write(BenchResult result, Path file) {
    try {
      TextFile.write(file, JSON.writeValueAsString(result) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a measurement.
   *
   * @throws Fault if it is none
   */
  public static BenchResult read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), BenchResult.class);
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not a measurement of `bench`: %s; remove it or name another folder with --out"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }
}
