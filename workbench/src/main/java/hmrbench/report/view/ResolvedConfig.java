package hmrbench.report.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hmrbench.core.Fault;
import hmrbench.report.view.ModelFacts.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code config.resolved.yaml}: its text, and what it says of the models.
 *
 * @param text the file as it stands
 * @param models facts by name, in the order of the file
 */
public record ResolvedConfig(String text, Map<String, ModelFacts> models) {

  /** Its name within a run folder. */
  public static final String NAME = "config.resolved.yaml";

  /** Networks that add the static feature of the current frame where the config does not say. */
  private static final Set<String> RESIDUAL_BY_DEFAULT = Set.of("vibe", "middle");

  private static final YAMLMapper YAML = new YAMLMapper();

  public ResolvedConfig {
    models = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /**
   * Reads it from a run folder; empty where it is not there.
   *
   * @throws Fault if it is no YAML
   */
  public static ResolvedConfig read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.isRegularFile(file)) {
        return new ResolvedConfig("", Map.of());
      }
      String text = Files.readString(file);
      Map<String, ModelFacts> models = new LinkedHashMap<>();
      for (JsonNode model : YAML.readTree(text).path("models")) {
        ModelFacts facts = facts(model);
        models.put(facts.name(), facts);
      }
      return new ResolvedConfig(text, models);
    } catch (JsonProcessingException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: no YAML: %s; run the experiment again".formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY, "%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** What is known of a model. */
  public ModelFacts model(String name) {
    return models.getOrDefault(name, ModelFacts.unknown(name));
  }

  private static ModelFacts facts(JsonNode model) {
    if (model.isTextual()) {
      return ModelFacts.unknown(model.textValue());
    }
    String name = model.path("name").asText();
    Optional<String> architecture = text(model, "architecture");
    boolean network = architecture.isPresent() && !model.has("reference");
    Kind kind = network ? Kind.NETWORK : Kind.OTHER;
    return new ModelFacts(
        name,
        model.has("reference") ? Kind.REFERENCE : kind,
        architecture,
        architecture.map(of -> flag(model, "residual").orElse(RESIDUAL_BY_DEFAULT.contains(of))),
        architecture.map(of -> flag(model, "poseforecast").orElse(of.equals("tcmr"))),
        flag(model, "poseforecast-sees-current").orElse(false),
        flag(model, "all-branch").orElse(true));
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.path(key).isTextual() ? Optional.of(node.get(key).textValue()) : Optional.empty();
  }

  private static Optional<Boolean> flag(JsonNode node, String key) {
    return node.path(key).isBoolean()
        ? Optional.of(node.get(key).booleanValue())
        : Optional.empty();
  }
}
