package hmrbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.ConfigReader;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Vocabulary;
import hmrbench.data.mocap.Mocap;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks in configs/datasets are read as what their names say. */
class ShippedDatasetsTest {

  @TempDir private Path folder;

  private List<DatasetConfig> read(String datasets) throws IOException {
    Files.writeString(
        folder.resolve("experiment.yaml"),
        """
        name: shipped
        models: [{name: m, architecture: tcmr}]
        datasets: %s
        protocols: [{name: p, protocol: tcmr}]
        """
            .formatted(datasets));
    Vocabulary words =
        new Vocabulary(
            Models.all().keys(),
            DataFormats.all().readers(),
            List.of("tcmr"),
            List.of("tcmr"),
            name -> Optional.empty());
    ConfigReader reader =
        new ConfigReader(Shared.projectRoot(), Optional.empty(), Shared.projectRoot(), words);
    ConfigReader.Result result = reader.check(folder, List.of(), false);
    assertThat(result.mistakes()).isEmpty();
    return result.experiment().orElseThrow().datasets();
  }

  @Test
  void simulated_blocks_are_the_three_splits() throws IOException {
    assertThat(read("[simulated-test, simulated-validation, simulated-train]"))
        .containsExactly(
            new Simulated("simulated-test", SimulatedSplit.TEST, 48, 8, 10, 30),
            new Simulated("simulated-validation", SimulatedSplit.VALIDATION, 48, 8, 10, 30),
            new Simulated("simulated-train", SimulatedSplit.TRAIN, 90, 1, 2, 30));
  }

  @Test
  void mocap_names_files_a_rate_and_may_name_a_length() throws IOException {
    Mocap shipped = (Mocap) read("[mocap]").get(0);
    Mocap shortened =
        (Mocap) read("[{name: short, format: mocap, files: [a.bvh], max-seconds: 20}]").get(0);

    assertThat(shipped.files()).hasSize(2);
    assertThat(shipped.fps()).contains(30.0);
    assertThat(shipped.maxSeconds()).isEmpty();
    assertThat(shortened.maxSeconds()).contains(20.0);
  }
}
