package hmrbench.data.rendered;

import hmrbench.config.DatasetKeys;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rendered people, seen by a network on pictures: made, not read. */
public final class RenderedFormat implements DataFormat<Rendered> {

  @Override
  public String key() {
    return Rendered.FORMAT;
  }

  @Override
  public Class<Rendered> type() {
    return Rendered.class;
  }

  @Override
  public Optional<Rendered> read(String name, DatasetKeys keys) {
    SimulatedSplit split =
        keys.requiredOneOf("split", Arrays.asList(SimulatedSplit.values()), SimulatedSplit::label);
    List<Path> files = keys.files("files");
    Optional<Integer> sequences = keys.optionalInteger("sequences");
    Optional<Double> seconds = keys.optionalNumber("seconds");
    long seed = keys.integer("seed", 1);
    double fps = keys.optionalNumber("fps").orElse((double) SimulatedDataset.DEFAULT_RATE);
    int size = keys.optionalInteger("size").orElse(Rendered.SIZE);
    Boxes boxes =
        keys.oneOf("boxes", Arrays.asList(Boxes.values()), Boxes::key).orElse(Boxes.SMOOTHED);
    double shutter = keys.optionalNumber("shutter").orElse(Rendered.SHUTTER);
    Surroundings surroundings =
        keys.oneOf("surroundings", Arrays.asList(Surroundings.values()), Surroundings::key)
            .orElse(Surroundings.FULL);
    Path backbone = keys.file("backbone");
    return keys.build(
        () ->
            new Rendered(
                name,
                split,
                new Rendered.Motion(sequences, seconds, files),
                seed,
                fps,
                new Rendered.Film(size, boxes, shutter, surroundings),
                backbone));
  }

  @Override
  public List<Path> inputs(Rendered config) {
    List<Path> inputs = new ArrayList<>();
    config.motion().files().forEach(path -> inputs.addAll(DataFormat.below(path)));
    inputs.add(config.backbone());
    return inputs;
  }

  @Override
  public Dataset open(Rendered config, BodyJoints body) {
    return new RenderedDataset(config, body);
  }
}
