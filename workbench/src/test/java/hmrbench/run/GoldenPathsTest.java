package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ConfigReader;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SequenceRow;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import hmrbench.testing.StrictListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The golden evaluations once with every network in its arrangement for evaluation and once with
 * every network as it is written down. GoldenExperimentsTest holds the former to the official
 * programs.
 */
class GoldenPathsTest {

  /** The bound of the issue; sums in float32 in another order. */
  private static final double PARITY = 1e-4;

  @TempDir Path folder;

  /** Opens what the config names; networks with or without their fast path. */
  private static final class Paths implements ExperimentRun.Openings {
    private final boolean plain;
    private int networks;

    Paths(boolean plain) {
      this.plain = plain;
    }

    @Override
    public DataSource data(DatasetConfig config, Optional<Integer> limit) {
      return DataSource.open(config, limit);
    }

    @Override
    public synchronized Predictor model(
        ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device) {
      Predictor opened = Predictors.open(Models.all(), config, seed, source, device);
      assertThat(opened).isInstanceOf(NetworkPredictor.class);
      NetworkPredictor network = (NetworkPredictor) opened;
      assertThat(network.batchBytes()).as("has a fast path").isPositive();
      networks++;
      if (!plain) {
        return network;
      }
      NetworkPredictor written = network.plainly();
      assertThat(written.batchBytes()).as("has no fast path").isZero();
      return written;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcmr", "vibe", "tcmr-trainer"})
  void every_metric_of_every_sequence_is_the_same_on_both_paths(String experiment) {
    ExperimentConfig config = golden(experiment);
    List<SequenceRow> fast = run(config, false);
    List<SequenceRow> plain = run(config, true);
    assertThat(fast).hasSameSizeAs(plain);
    assertThat(fast.stream().map(SequenceRow::cell).distinct())
        .hasSize(config.models().size() * config.datasets().size() * config.filters().size());
    for (int i = 0; i < plain.size(); i++) {
      SequenceRow expected = plain.get(i);
      SequenceRow actual = fast.get(i);
      assertThat(actual.cell()).isEqualTo(expected.cell());
      assertThat(actual.sequence()).isEqualTo(expected.sequence());
      assertThat(actual.frames()).isEqualTo(expected.frames());
      assertThat(actual.metrics().keySet()).isEqualTo(expected.metrics().keySet());
      for (String metric : expected.metrics().keySet()) {
        double value = Objects.requireNonNull(expected.metrics().get(metric));
        assertThat(Objects.requireNonNull(actual.metrics().get(metric)))
            .as("%s of %s in %s", metric, expected.sequence(), expected.cell())
            .isCloseTo(value, within(PARITY * Math.abs(value)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpsnet", "glot"})
  void the_other_golden_networks_have_one_path_alone(String experiment) {
    for (ModelConfig model : golden(experiment).models()) {
      try (NetworkPredictor network =
          Models.all().open((ModelConfig.Network) model, 0, ComputeDevice.CPU)) {
        assertThat(network.batchBytes()).isZero();
      }
    }
  }

  private ExperimentConfig golden(String experiment) {
    Path data = GoldenData.folder();
    return new ConfigReader(
            Shared.projectRoot(),
            Optional.of(data),
            folder,
            ConfigNames.vocabulary(Extensions.all()))
        .read(
            Shared.projectRoot()
                .resolve(
                    "workbench/src/test/resources/golden-experiments/%s.yaml"
                        .formatted(experiment)),
            List.of());
  }

  private List<SequenceRow> run(ExperimentConfig config, boolean plain) {
    Path out = folder.resolve(plain ? "plain" : "fast");
    Paths paths = new Paths(plain);
    ExperimentRun.run(
        new ExperimentRun.Request(
            config,
            new PathRoots(Shared.projectRoot(), GoldenData.folder()),
            out,
            Existing.CONTINUE,
            2),
        paths,
        new StrictListener(),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    assertThat(paths.networks).isPositive();
    return RunFolder.open(out).sequences();
  }
}
