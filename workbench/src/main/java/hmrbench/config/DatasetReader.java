package hmrbench.config;

import java.util.Optional;

/** Reads the config of a data set of one format. */
public interface DatasetReader {

  /** The name of the format, as a config writes it. */
  String key();

  /**
   * A data set; empty where it has mistakes, which are reported.
   *
   * @param name its name in records
   * @param keys the config's keys besides {@code name} and {@code format}
   */
  Optional<? extends DatasetConfig> read(String name, DatasetKeys keys);
}
