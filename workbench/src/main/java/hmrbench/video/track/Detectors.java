package hmrbench.video.track;

import hmrbench.core.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The detectors that {@code --detector} can name. */
public final class Detectors {

  private static final List<DetectorKind> ALL =
      List.of(
          new RenderedDetector.Shipped(),
          new HogDetector.Kind(),
          new OnnxDetector.Kind(),
          new RenderedDetector.Own());

  private Detectors() {}

  /** All of them, in the order of the list that is shown. */
  public static List<DetectorKind> all() {
    return ALL;
  }

  /**
   * The detector that was typed.
   *
   * @param workingFolder what typed paths are relative to
   * @param models folder of trained networks, each in one of its own
   * @throws Fault if none is named so
   */
  public static ChosenDetector of(String typed, Path workingFolder, Path models) {
    return ALL.stream()
        .flatMap(kind -> kind.choose(typed, workingFolder, models).stream())
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "--detector %s: there is no such detector; expected one of %s",
                    typed,
                    ALL.stream().map(DetectorKind::usage).collect(Collectors.joining(", "))));
  }
}
