package hmrbench.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a checkpoint of ours was trained, by the card beside it.
 *
 * @param steps that were done
 * @param fixed whether their number was fixed beforehand; else a rule ended the training
 */
public record CheckpointCard(int steps, boolean fixed) {

  /** Name of a card, beside its checkpoint. */
  static final String FILE = "model.yaml";

  /** Beginning of the line with the steps that were done. */
  static final String STEPS = "steps-done: ";

  /** Beginning of the line that says why no more were done. */
  static final String ENDED = "ended: ";

  /** Beginning of the line that names the checkpoint. */
  private static final String WEIGHTS = "weights: ";

  /** Beginning of the line with the hash of the checkpoint. */
  private static final String SHA_256 = "sha256: ";

  /** Beginning of the line on the pictures that a network was trained on. */
  private static final Pattern PICTURE_SIZE = Pattern.compile("^pictures: \\{size: (\\d{1,4})\\b");

  /** How the line of a card begins that tells what made the features a network was trained on. */
  private static final Pattern BACKBONE =
      Pattern.compile("^ +backbone: \"SHA-256 ([0-9a-f]{64})\"$");

  /** A larger file is no card. */
  private static final long MOST_BYTES = 1 << 20;

  /** Reads the card beside a checkpoint; nothing where there is none, or it does not say. */
  public static Optional<CheckpointCard> beside(Path checkpoint) {
    return read(checkpoint.resolveSibling(FILE));
  }

  /** Reads a card; nothing where there is none, or it does not say. */
  static Optional<CheckpointCard> read(Path card) {
    if (!Files.isRegularFile(card)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(card, StandardCharsets.UTF_8);
      Optional<String> steps = value(lines, STEPS);
      Optional<String> ended = value(lines, ENDED);
      return steps.isEmpty() || ended.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new CheckpointCard(
                  Integer.parseInt(steps.get()), ended.get().contains(FixedLength.END)));
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return Optional.empty(); // A card of another kind says nothing of steps.
    }
  }

  /**
   * The side of the crops that a network on pictures was trained on, as the card beside its
   * checkpoint has it; nothing where it has none.
   */
  public static Optional<Integer> pictureSizeBeside(Path checkpoint) {
    return found(checkpoint, PICTURE_SIZE).map(Integer::parseInt);
  }

  /**
   * The SHA-256 of the network whose features of rendered people a network was trained on, as the
   * card beside its checkpoint has it; nothing where it has none.
   */
  public static Optional<String> backboneBeside(Path checkpoint) {
    return found(checkpoint, BACKBONE);
  }

  /**
   * The SHA-256 of the network that has to make the features a checkpoint looks at, as the card
   * beside it has it: of that which it was trained on, or of itself, if it is a network on
   * pictures.
   */
  public static Optional<String> featuresBeside(Path checkpoint) {
    return backboneBeside(checkpoint)
        .or(() -> pictureSizeBeside(checkpoint).flatMap(size -> sha256Beside(checkpoint)));
  }

  /** What the first line of a card that is like a pattern says. */
  private static Optional<String> found(Path checkpoint, Pattern pattern) {
    Path card = checkpoint.resolveSibling(FILE);
    try {
      return Files.isRegularFile(card) && Files.size(card) <= MOST_BYTES
          ? Files.readAllLines(card, StandardCharsets.UTF_8).stream()
              .map(pattern::matcher)
              .filter(Matcher::find)
              .map(found -> found.group(1))
              .findFirst()
          : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // A card of another kind does not say it.
    }
  }

  /** The SHA-256 that the card beside a checkpoint names; nothing where it names none of it. */
  public static Optional<String> sha256Beside(Path checkpoint) {
    Path card = checkpoint.resolveSibling(FILE);
    try {
      if (!Files.isRegularFile(card) || Files.size(card) > MOST_BYTES) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(card, StandardCharsets.UTF_8);
      String name = String.valueOf(checkpoint.getFileName());
      return value(lines, WEIGHTS).filter(name::equals).flatMap(it -> value(lines, SHA_256));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // A card of another kind names no hash.
    }
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).trim())
        .findFirst();
  }
}
