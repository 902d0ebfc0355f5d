package hmrbench.config;

import java.util.Optional;

/** Reads what a config says of a data set of one format. */
public interface DatasetReader {

  /** The name of the format, as a config writes it. */
  String key();

  /**
   * A data set; empty where something is wrong with it, which is then among the mistakes.
   *
   * @param name under which it stands in every record
   * @param keys what the config says, beside {@code name} and {@code format}
   */
  Optional<? extends DatasetConfig> read(String name, DatasetKeys keys);
}
