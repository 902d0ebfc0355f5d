package hmrbench.data.sim;

import hmrbench.config.DatasetKeys;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The simulated set that ships: made, not read. */
public final class SimulatedFormat implements DataFormat<Simulated> {

  @Override
  public String key() {
    return Simulated.FORMAT;
  }

  @Override
  public Class<Simulated> type() {
    return Simulated.class;
  }

  @Override
  public Optional<Simulated> read(String name, DatasetKeys keys) {
    SimulatedSplit split =
        keys.requiredOneOf("split", Arrays.asList(SimulatedSplit.values()), SimulatedSplit::label);
    int sequences = keys.integer("sequences");
    long seed = keys.integer("seed", 1);
    double seconds = keys.number("seconds");
    double fps = keys.optionalNumber("fps").orElse((double) SimulatedDataset.DEFAULT_RATE);
    Optional<CameraMotion> camera =
        keys.oneOf("camera", Arrays.asList(CameraMotion.values()), CameraMotion::key);
    return keys.build(() -> new Simulated(name, split, sequences, seed, seconds, fps, camera));
  }

  @Override
  public List<Path> inputs(Simulated config) {
    return List.of();
  }

  @Override
  public Dataset open(Simulated config, BodyJoints body) {
    return new SimulatedDataset(config, body);
  }
}
