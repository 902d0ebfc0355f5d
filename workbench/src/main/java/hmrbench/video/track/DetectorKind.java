package hmrbench.video.track;

import java.nio.file.Path;
import java.util.Optional;

/** A kind of detector that {@code --detector} can name. */
public interface DetectorKind {

  /** What is typed: a word, or a file by its ending. */
  String usage();

  /** What it is, in a line. */
  String description();

  /**
   * The detector that is meant by what was typed; nothing where another kind is meant.
   *
   * @param workingFolder what typed paths are relative to
   * @param models folder of trained networks, each in one of its own
   */
  Optional<ChosenDetector> choose(String typed, Path workingFolder, Path models);
}
