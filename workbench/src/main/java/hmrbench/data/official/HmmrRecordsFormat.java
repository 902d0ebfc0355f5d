package hmrbench.data.official;

import hmrbench.config.DatasetKeys;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import hmrbench.io.tensorflow.TensorBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files that HMMR is evaluated on. */
public final class HmmrRecordsFormat implements DataFormat<HmmrRecords> {

  @Override
  public String key() {
    return HmmrRecords.FORMAT;
  }

  @Override
  public Class<HmmrRecords> type() {
    return HmmrRecords.class;
  }

  @Override
  public Optional<HmmrRecords> read(String name, DatasetKeys keys) {
    List<Path> files = keys.files("files");
    double fps = keys.number("fps");
    Path bodyModel = keys.bodyModel("body-model");
    Path backbone = keys.file("backbone");
    return keys.build(() -> new HmmrRecords(name, files, fps, bodyModel, backbone));
  }

  @Override
  public List<Path> inputs(HmmrRecords config) {
    List<Path> files = new ArrayList<>(HmmrRecordsDataset.files(config));
    files.addAll(TensorBundle.files(config.backbone()));
    files.addAll(DataFormat.below(config.bodyModel()));
    return files;
  }

  @Override
  public Optional<Path> bodyModel(HmmrRecords config) {
    return Optional.of(config.bodyModel());
  }

  @Override
  public Dataset open(HmmrRecords config, BodyJoints body) {
    return new HmmrRecordsDataset(config, body.looking(config.backbone()));
  }
}
