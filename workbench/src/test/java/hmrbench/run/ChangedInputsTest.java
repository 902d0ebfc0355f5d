package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ConfigReader;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.data.official.TcmrDb;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.record.Cell;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import hmrbench.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded was made of the files that were hashed, or is not recorded. */
class ChangedInputsTest {

  private static final ModelConfig FROZEN =
      new ModelConfig.Reference("frozen", ModelConfig.Reference.Kind.FROZEN);
  private static final DatasetConfig WALKS =
      new Simulated("walks", SimulatedSplit.TEST, 2, 3, 2, 30);
  private static final String REPLACED =
      ": another file has taken its place since it was opened; let nothing write to it and run"
          + " again";

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();

  private interface Change {
    void make() throws IOException;
  }

  /** What the config names. */
  private static ExperimentRun.Openings files() {
    return ExperimentRun.Openings.fromConfig(Extensions.all());
  }

  /**
   * What the config names; something happens before a model is opened for its cells. A network is
   * opened once before, which tells how many windows fit.
   */
  private static ExperimentRun.Openings before(Change change) {
    AtomicInteger opened = new AtomicInteger();
    return new Openings(
        (config, seed, source, device) -> {
          if (opened.incrementAndGet() == (config instanceof ModelConfig.Network ? 2 : 1)) {
            unchecked(change);
          }
          return files().model(config, seed, source, device);
        });
  }

  /** The same, but it happens when the model is loaded. */
  private static ExperimentRun.Openings after(Change change) {
    AtomicInteger opened = new AtomicInteger();
    return new Openings(
        (config, seed, source, device) -> {
          Predictor loaded = files().model(config, seed, source, device);
          if (opened.incrementAndGet() == 2) {
            unchecked(change);
          }
          return loaded;
        });
  }

  private static void unchecked(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Opening {
    Predictor open(ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device);
  }

  private record Openings(Opening models) implements ExperimentRun.Openings {

    @Override
    public DataSource data(DatasetConfig config, Optional<Integer> limit) {
      return DataSource.open(config, limit);
    }

    @Override
    public Predictor model(
        ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device) {
      return models.open(config, seed, source, device);
    }
  }

  private static ExperimentConfig experiment(ModelConfig model, DatasetConfig dataset) {
    return new ExperimentBuilder("small", List.of(model), List.of(dataset))
        .protocols("tcmr", "hmrbench")
        .build();
  }

  private ExperimentRun.Outcome run(ExperimentConfig config, ExperimentRun.Openings openings) {
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            config,
            new PathRoots(folder, folder.resolve("data")),
            folder.resolve("out"),
            Existing.CONTINUE,
            2);
    RunListener listener =
        new RunListener() {
          @Override
          public void remark(String sentence) {}

          @Override
          public void progress(double done, String what) {}

          @Override
          public void failed(Cell cell, String why, Throwable cause) {
            said.add(cell.protocol() + ": " + why);
          }
        };
    return ExperimentRun.run(request, openings, listener, Clock.systemUTC());
  }

  private ModelConfig vibe(String file) {
    return Models.all()
        .named("vibe")
        .network("vibe", List.of(TinyModels.vibe(folder.resolve(file), 1)));
  }

  /** Another file under the name of one, of the same age and length, as `mv` leaves it. */
  private static void replace(Path file) throws IOException {
    Path other = Files.copy(file, file.resolveSibling("other.part"));
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  @Test
  void a_checkpoint_that_is_replaced_while_it_is_loaded_ends_its_cells() throws IOException {
    ExperimentConfig config = experiment(vibe("vibe.safetensors"), WALKS);
    Path file = folder.resolve("vibe.safetensors");
    byte[] hashed = Files.readAllBytes(file);
    Path other = TinyModels.vibe(folder.resolve("other.safetensors"), 2);
    ExperimentRun.Outcome outcome =
        run(config, before(() -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING)));
    assertThat(said)
        .containsExactlyInAnyOrder("tcmr: " + file + REPLACED, "hmrbench: " + file + REPLACED);
    assertThat(outcome.failure()).contains(Fault.Kind.FAILED_RUNNING);
    assertThat(RunFolder.open(folder.resolve("out")).cells()).isEmpty();
    // The other file is another question; with the file that was hashed the same run goes on.
    assertThatThrownBy(() -> run(config, files()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("vibe.safetensors");
    Files.write(file, hashed);
    assertThat(run(config, files()).failure()).isEmpty();
    assertThat(RunFolder.open(folder.resolve("out")).cells()).hasSize(2);
  }

  @Test
  void a_checkpoint_that_is_written_or_cut_after_it_was_loaded_ends_its_cells() throws IOException {
    ExperimentConfig config = experiment(vibe("vibe.safetensors"), WALKS);
    Path file = folder.resolve("vibe.safetensors");
    long bytes = Files.size(file);
    Change written =
        () ->
            Files.setLastModifiedTime(
                file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(3600)));
    run(config, after(written));
    assertThat(said)
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThat(it)
                    .matches(
                        "(tcmr|hmrbench): .*vibe.safetensors: changed while it was read \\(written"
                            + " at .*Z\\); let nothing write to it and run again"));
    said.clear();
    run(config, after(() -> cut(file, bytes - 1)));
    String words =
        "%s: changed while it was read (%d bytes, now %d); let nothing write to it and run again"
            .formatted(file, bytes, bytes - 1);
    assertThat(said).containsExactlyInAnyOrder("tcmr: " + words, "hmrbench: " + words);
  }

  @Test
  void a_file_of_a_data_set_or_body_that_is_replaced_ends_its_cells() throws IOException {
    Path db = copy("preprocessed_data/3dpw_test_db.pt", "3dpw_test_db.pt");
    for (String name : List.of("SMPL_NEUTRAL.pkl", "J_regressor_h36m.npy")) {
      copy("base_data/" + name, "body/" + name);
    }
    Path body = folder.resolve("body");
    for (Path file : List.of(db, body.resolve("SMPL_NEUTRAL.pkl"))) {
      said.clear();
      run(
          experiment(FROZEN, new TcmrDb("pw", TcmrDb.Kind.THREEDPW, db, 25, body)),
          before(() -> replace(file)));
      assertThat(said)
          .containsExactlyInAnyOrder("tcmr: " + file + REPLACED, "hmrbench: " + file + REPLACED);
    }
  }

  @Test
  void a_motion_that_is_replaced_ends_its_cells() throws IOException {
    Path file = Files.copy(Shared.cases("bvh-text/plain.bvh"), folder.resolve("plain.bvh"));
    DatasetConfig motion = motion(file);
    run(experiment(FROZEN, motion), before(() -> replace(file)));
    assertThat(said)
        .containsExactlyInAnyOrder("tcmr: " + file + REPLACED, "hmrbench: " + file + REPLACED);
  }

  private DatasetConfig motion(Path file) throws IOException {
    Path yaml = folder.resolve("motion.yaml");
    Files.writeString(
        yaml,
        """
        name: motion
        models: [reference-frozen]
        datasets:
          - {name: mocap, format: mocap, files: [%s], seed: 1}
        """
            .formatted(file.getFileName()),
        StandardCharsets.UTF_8);
    return new ConfigReader(
            Shared.projectRoot(),
            Optional.empty(),
            folder,
            ConfigNames.vocabulary(Extensions.all()))
        .read(yaml, List.of())
        .datasets()
        .get(0);
  }

  private Path copy(String golden, String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    return Files.copy(Shared.golden(golden), copy);
  }

  @Test
  void an_input_that_is_replaced_between_its_hash_and_the_first_cell_ends_the_cell_too()
      throws IOException {
    Path file = folder.resolve("vibe.safetensors");
    ExperimentConfig config = experiment(vibe("vibe.safetensors"), WALKS);
    InputFiles inputs = InputFiles.of(config, files());
    replace(file);
    assertThatThrownBy(() -> inputs.hashed(new PathRoots(folder, folder.resolve("data"))))
        .isInstanceOf(Fault.class)
        .hasMessage(file + REPLACED);
  }

  /** A model that reads from a mapped file while it predicts. */
  private record Reading(Path file, NdArray array) implements Predictor {

    @Override
    public OutputKind output() {
      return OutputKind.PER_FRAME;
    }

    @Override
    public int windowFrames() {
      return 1;
    }

    @Override
    public Prediction predict(Clip clip, WindowPlan plan) {
      unchecked(() -> cut(file, 4096));
      throw new IllegalStateException("read " + array.floats().length + " values of a cut file");
    }

    @Override
    public void close() {}
  }

  @Test
  void a_mapped_file_that_is_cut_ends_the_cell_with_one_sentence() throws IOException {
    int values = 1 << 20;
    Path file = folder.resolve("values.npy");
    ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * values);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d,), }".formatted(values);
    bytes.put(
        (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.write(file, bytes.array());
    ExperimentRun.Outcome outcome =
        run(
            experiment(FROZEN, WALKS),
            new Openings((config, seed, source, device) -> new Reading(file, Npy.read(file))));
    String words =
        "%s: changed while it was read (%d bytes, now 4096); let nothing write to it and run again"
            .formatted(file, 128 + 4 * values);
    assertThat(said).containsExactlyInAnyOrder("tcmr: " + words, "hmrbench: " + words);
    assertThat(outcome.failure()).contains(Fault.Kind.FAILED_RUNNING);
  }
}
