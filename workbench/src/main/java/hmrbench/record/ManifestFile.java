package hmrbench.record;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.core.VisibleText;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code manifest.json}: a {@link Manifest} as JSON, keys in snake case. */
public final class ManifestFile {

  /** Its name within a run folder. */
  public static final String NAME = "manifest.json";

  /** The layout that listed no files. */
  private static final int WITHOUT_HASHES = 1;

  /** The layout that knew less of models, and nothing of protocols. */
  private static final int WITHOUT_FACTS = 2;

  private static final String REFINEMENTS = "refinements";

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
    TextFile.write(file, text(manifest));
  }

  /** The same, on the disk before it gets its name. */
  static void writeThrough(Manifest manifest, Path file) {
    TextFile.writeThrough(file, text(manifest));
  }

  private static String text(Manifest manifest) {
    try {
      return JSON.writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws Fault if it is none, of another layout, or holds a name that no config can hold
   */
  public static Manifest read(Path file) {
    return read(file, Manifest.SCHEMA_VERSION);
  }

  /**
   * Reads the manifest of a run that goes on, which may be of {@link #WITHOUT_FACTS}: its shards
   * are as today's, and what it says of its subjects is written anew.
   */
  static Manifest readToGoOn(Path file) {
    return read(file, WITHOUT_FACTS);
  }

  private static Manifest read(Path file, int oldest) {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      int version = tree.path("schema_version").asInt(0);
      if (version > Manifest.SCHEMA_VERSION) {
        throw Fault.asked(
            "%s: schema version %d, this program reads up to %d; use a newer program",
            file, version, Manifest.SCHEMA_VERSION);
      }
      if (version == WITHOUT_HASHES) {
        throw Fault.asked(
            "%s: written by an older program, which kept no hashes of its records; run the"
                + " experiment again",
            file);
      }
      if (version == WITHOUT_FACTS && version < oldest) {
        throw Fault.asked(
            "%s: written by an older program, which recorded less about models and protocols; run"
                + " the experiment with --resume, which adds it",
            file);
      }
      addRefinements(tree);
      Manifest manifest = JSON.treeToValue(tree, Manifest.class);
      List<String> missing = MissingValues.of(manifest);
      if (!missing.isEmpty()) {
        throw Fault.asked(
            "%s: not a manifest of a run: %s lacks a value; run the experiment again",
            file, missing.get(0));
      }
      return manifest;
    } catch (ValueInstantiationException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not a manifest of a run: %s; run the experiment again"
              .formatted(
                  file,
                  why instanceof NullPointerException
                      ? "%s lacks a value".formatted(place(e))
                      : Reason.words(why.getMessage(), why)),
          e);
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: not a manifest of a run: %s"
              .formatted(file, Reason.words(e.getOriginalMessage(), e)),
          e);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }

  /** A run from before refinements were recorded tells them by the names of its filters. */
  private static void addRefinements(JsonNode tree) {
    if (tree.path("subjects") instanceof ObjectNode subjects && !subjects.has(REFINEMENTS)) {
      ArrayNode names = subjects.putArray(REFINEMENTS);
      StreamSupport.stream(tree.path("records").path("shards").spliterator(), false)
          .map(shard -> shard.path("cell").path("filter").asText())
          .filter(filter -> filter.startsWith("fitting"))
          .distinct()
          .forEach(names::add);
    }
  }

  /** The keys that lead to a value, for example {@code records.shards.cell}. */
  private static String place(ValueInstantiationException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .map(VisibleText::line)
        .collect(Collectors.joining("."));
  }

  /**
   * The SHA-256 of the config of a run that an older program wrote, and whose records cannot be
   * trusted.
   *
   * @return empty where the file is something else
   */
  static Optional<String> configHashOfOlder(Path file) {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      boolean older = tree.path("schema_version").asInt(0) == WITHOUT_HASHES;
      return older ? Optional.of(tree.path("config_hash").asText()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
