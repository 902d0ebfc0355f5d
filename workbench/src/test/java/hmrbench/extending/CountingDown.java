package hmrbench.extending;

import hmrbench.config.DatasetConfig;
import hmrbench.config.DatasetKeys;
import hmrbench.core.Clip;
import hmrbench.core.JointSet;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clips whose number stands in a file: a format that makes what it is asked for. */
final class CountingDown implements DataFormat<CountingDown.Config> {

  // snippet config
  record Config(String name, Path file, int fps) implements DatasetConfig {

    @Override
    public String format() {
      return "counting-down";
    }

    @Override
    public Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("file", file);
      values.put("fps", fps);
      return values;
    }
  }

  // end of snippet

  // snippet format
  @Override
  public String key() {
    return "counting-down";
  }

  @Override
  public Class<Config> type() {
    return Config.class;
  }

  @Override
  public Optional<Config> read(String name, DatasetKeys keys) {
    Path file = keys.file("file");
    int fps = keys.integer("fps");
    return keys.build(() -> new Config(name, file, fps));
  }

  @Override
  public List<Path> inputs(Config config) {
    return List.of(config.file());
  }

  @Override
  public Dataset open(Config config, BodyJoints body) {
    return new Counted(config, new SimulatedDataset(config.name(), SimulatedSplit.TEST, 2, 7, 128));
  }

  // end of snippet

  private record Counted(Config config, Dataset clips) implements Dataset {

    @Override
    public String name() {
      return config.name();
    }

    @Override
    public double nativeFramesPerSecond() {
      return config.fps();
    }

    @Override
    public JointSet joints() {
      return clips.joints();
    }

    @Override
    public int featureSize() {
      return clips.featureSize();
    }

    @Override
    public List<String> sequences() {
      return clips.sequences();
    }

    @Override
    public List<Integer> evaluationOrder() {
      return List.of(1, 0);
    }

    @Override
    public Clip clip(int index, double framesPerSecond) {
      return clips.clip(index, framesPerSecond);
    }

    @Override
    public List<Double> frameRates() {
      return clips.frameRates();
    }

    @Override
    public void close() {
      clips.close();
    }
  }
}
