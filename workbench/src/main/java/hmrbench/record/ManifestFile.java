package hmrbench.record;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code manifest.json}: a {@link Manifest} as JSON, keys in snake case. */
public final class ManifestFile {

  /** Its name within a run folder. */
  public static final String NAME = "manifest.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ManifestFile() {}

  /** Writes it aside, then moves it to its place. */
  public static void write(Manifest manifest, Path file) {
    try {
      TextFile.write(file, JSON.writeValueAsString(manifest) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws Fault if it is none, or of a newer layout
   */
  public static Manifest read(Path file) {
    try {
      Manifest manifest = JSON.readValue(Files.readString(file), Manifest.class);
      if (manifest.schemaVersion() > Manifest.SCHEMA_VERSION) {
        throw Fault.asked(
            "%s: schema version %d, this program reads up to %d; use a newer program",
            file, manifest.schemaVersion(), Manifest.SCHEMA_VERSION);
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not a manifest of a run: %s".formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY, "%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
