package hmrbench.report.view;

import hmrbench.record.Cell;
import java.util.Comparator;
import java.util.List;

/**
 * What rows of one table share: only numbers of one setting are ranked against each other.
 *
 * @param fps frame rate of the scored frames, in hertz
 */
public record Setting(String dataset, String protocol, double fps) {

  /** By data set, protocol, rate. */
  public static final Comparator<Setting> ORDER =
      Comparator.comparing(Setting::dataset)
          .thenComparing(Setting::protocol)
          .thenComparing(Setting::fps);

  /** The setting of a cell. */
  public static Setting of(Cell cell) {
    return new Setting(cell.dataset(), cell.protocol(), cell.fps());
  }

  /** A cell of this setting. */
  public Cell cell(String model, String filter, String seed) {
    return new Cell(model, dataset, protocol, fps, filter, seed);
  }

  /** The same setting at another rate. */
  public Setting at(double rate) {
    return new Setting(dataset, protocol, rate);
  }

  /** The rate as written in records. */
  public String fpsText() {
    return Cell.fpsText(fps);
  }

  /** In words, for captions. */
  public String words() {
    return words(dataset, fps, List.of(protocol));
  }

  /** The same of several protocols. */
  public static String words(String dataset, double fps, List<String> protocols) {
    return "%s, %s frames/s, %s %s"
        .formatted(
            dataset,
            Cell.fpsText(fps),
            protocols.size() == 1 ? "protocol" : "protocols",
            String.join(", ", protocols));
  }
}
