package hmrbench.data.world;

import hmrbench.config.DatasetKeys;
import hmrbench.core.Fault;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import hmrbench.data.world.EmdbConfig.Subset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The truth files of EMDB. */
public final class EmdbFormat implements DataFormat<EmdbConfig> {

  private static final String SUFFIX = "_data.pkl";

  @Override
  public String key() {
    return EmdbConfig.FORMAT;
  }

  @Override
  public Class<EmdbConfig> type() {
    return EmdbConfig.class;
  }

  @Override
  public Optional<EmdbConfig> read(String name, DatasetKeys keys) {
    List<Path> files = keys.files("files");
    Subset subset = keys.oneOf("subset", List.of(Subset.values()), Subset::key).orElse(Subset.ALL);
    Optional<Path> body = keys.files("body-model").stream().findFirst();
    return keys.build(() -> new EmdbConfig(name, files, subset, body));
  }

  @Override
  public List<Path> inputs(EmdbConfig config) {
    List<Path> inputs = new ArrayList<>(truthFiles(config));
    config.bodyModel().ifPresent(folder -> inputs.addAll(DataFormat.below(folder)));
    return inputs;
  }

  @Override
  public Optional<Path> bodyModel(EmdbConfig config) {
    return config.bodyModel();
  }

  @Override
  public Dataset open(EmdbConfig config, BodyJoints body) {
    return new EmdbDataset(config, truthFiles(config), body);
  }

  private static List<Path> truthFiles(EmdbConfig config) {
    Set<Path> files = new TreeSet<>();
    for (Path path : config.files()) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside
            .filter(file -> file.toString().endsWith(SUFFIX))
            .filter(Files::isRegularFile)
            .forEach(files::add);
      } catch (IOException e) {
        throw Fault.of(Fault.Kind.ASKED_WRONGLY, path, "cannot be listed", e);
      }
    }
    if (files.isEmpty()) {
      throw Fault.asked(
          "data set %s: expected truth files (*_data.pkl) in %s, got none",
          config.name(), config.files());
    }
    return List.copyOf(files);
  }
}
