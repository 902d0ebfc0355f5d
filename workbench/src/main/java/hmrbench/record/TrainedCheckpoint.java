package hmrbench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the card beside a checkpoint of ours says.
 *
 * @param model the name of its folder, without {@code -simulated}
 * @param steps that were done
 * @param ended why no more were
 * @param scores on validation clips, by column
 */
public record TrainedCheckpoint(String model, int steps, String ended, Map<String, Double> scores) {

  private static final String SUFFIX = "-simulated";
  private static final String CARD = "model.yaml";

  public TrainedCheckpoint {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /**
   * The checkpoints of a recipe.
   *
   * @param output folder of {@code <model>-simulated/seed-<n>/}
   * @throws Fault if a card cannot be read
   */
  public static List<TrainedCheckpoint> all(Path output, String recipe) {
    List<TrainedCheckpoint> checkpoints = new ArrayList<>();
    for (Path folder : TrainingCurve.trainings(output)) {
      Path card = folder.resolve(CARD);
      if (Files.isRegularFile(card)) {
        JsonNode root = read(card);
        if (root.at("/training/recipe").asText().equals(recipe)) {
          checkpoints.add(checkpoint(folder, root));
        }
      }
    }
    return checkpoints;
  }

  private static TrainedCheckpoint checkpoint(Path folder, JsonNode card) {
    String name = folder.getName(folder.getNameCount() - 2).toString();
    Map<String, Double> scores = new LinkedHashMap<>();
    card.path("validation")
        .properties()
        .forEach(score -> scores.put(score.getKey(), score.getValue().asDouble()));
    return new TrainedCheckpoint(
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name,
        card.path("steps-done").asInt(),
        card.path("ended").asText(),
        scores);
  }

  private static JsonNode read(Path card) {
    try (Stream<String> lines = Files.lines(card)) {
      return new YAMLMapper().readTree(String.join("\n", lines.toList()));
    } catch (IOException | UncheckedIOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "%s: not a card: %s".formatted(card, Reason.of(e)), e);
    }
  }
}
