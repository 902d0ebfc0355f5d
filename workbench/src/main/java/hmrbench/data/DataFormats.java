package hmrbench.data;

import hmrbench.config.DatasetConfig;
import hmrbench.config.DatasetReader;
import hmrbench.core.Fault;
import hmrbench.data.mocap.MocapFormat;
import hmrbench.data.official.HmmrRecordsFormat;
import hmrbench.data.official.RawThreeDpwFormat;
import hmrbench.data.official.TcmrDbFormat;
import hmrbench.data.rendered.RenderedFormat;
import hmrbench.data.sim.SimulatedFormat;
import hmrbench.data.world.EmdbFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The formats of data sets that a config can name. */
public final class DataFormats {

  /** Every format, in the order of lists. To add one, add a line here. */
  private static final DataFormats ALL =
      new DataFormats(
          List.of(
              new SimulatedFormat(),
              new RenderedFormat(),
              new MocapFormat(),
              new TcmrDbFormat(),
              new RawThreeDpwFormat(),
              new HmmrRecordsFormat(),
              new EmdbFormat()));

  private final List<DataFormat<?>> formats;

  /** These formats alone. */
  public DataFormats(List<DataFormat<?>> formats) {
    this.formats = List.copyOf(formats);
  }

  /** Every format of this program. */
  public static DataFormats all() {
    return ALL;
  }

  /** The formats, in the order in which they are listed. */
  public List<DataFormat<?>> formats() {
    return formats;
  }

  /** The config readers of the formats. */
  public List<DatasetReader> readers() {
    return List.copyOf(formats);
  }

  /** Every file that a run on a data set reads. */
  public List<Path> inputs(DatasetConfig config) {
    return inputs(named(config), config);
  }

  private static <C extends DatasetConfig> List<Path> inputs(
      DataFormat<C> format, DatasetConfig config) {
    return format.inputs(format.type().cast(config));
  }

  /** Folder of the body model that predictions are posed with; empty for the embedded body. */
  public Optional<Path> bodyModel(DatasetConfig config) {
    return bodyModel(named(config), config);
  }

  private static <C extends DatasetConfig> Optional<Path> bodyModel(
      DataFormat<C> format, DatasetConfig config) {
    return format.bodyModel(format.type().cast(config));
  }

  /**
   * Opens a data set.
   *
   * @throws Fault if it cannot be read
   */
  public Dataset open(DatasetConfig config, DataFormat.BodyJoints body) {
    return open(named(config), config, body);
  }

  private static <C extends DatasetConfig> Dataset open(
      DataFormat<C> format, DatasetConfig config, DataFormat.BodyJoints body) {
    return format.open(format.type().cast(config), body);
  }

  private DataFormat<?> named(DatasetConfig config) {
    return formats.stream()
        .filter(format -> format.key().equals(config.format()))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "data set %s: there is no format %s; known are %s",
                    config.name(),
                    config.format(),
                    formats.stream().map(DatasetReader::key).toList()));
  }
}
