package hmrbench.run;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.config.DatasetConfig;
import hmrbench.config.DatasetConfig.Mocap;
import hmrbench.config.DatasetConfig.RawThreeDpw;
import hmrbench.config.DatasetConfig.Simulated;
import hmrbench.config.DatasetConfig.TcmrDb;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.Dataset;
import hmrbench.data.mocap.MocapDataset;
import hmrbench.data.official.DbKind;
import hmrbench.data.official.RawThreeDpwDataset;
import hmrbench.data.official.TcmrDbDataset;
import hmrbench.data.sim.SimulatedDataset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A data set that is open for a run: its sequences in the order of their evaluation, and the body
 * that turns predicted parameters into the joints that it is scored on. Safe for several threads.
 */
public final class DataSource implements AutoCloseable {

  /** Clips are kept while all of a rate fit into this; making or reading them costs more. */
  private static final long KEPT_BYTES = 512L << 20;

  private record ClipKey(int index, double framesPerSecond) {}

  private final Dataset dataset;
  private final int[] order;
  private final Supplier<BodyModel> body;
  private final JointRecipe recipe;
  private final boolean cameraStandsStill;
  private final Map<ClipKey, Clip> kept = new ConcurrentHashMap<>();

  private DataSource(
      Dataset dataset,
      int[] order,
      Supplier<BodyModel> body,
      JointRecipe recipe,
      boolean cameraStandsStill) {
    this.cameraStandsStill = cameraStandsStill;
    this.dataset = dataset;
    this.order = order;
    this.body = body;
    this.recipe = recipe;
  }

  /**
   * A data set that is not opened from a config.
   *
   * @param recipe how the joints that it is scored on are read off the body
   */
  public static DataSource of(Dataset dataset, BodyModel body, JointRecipe recipe) {
    int[] order = IntStream.range(0, dataset.sequences().size()).toArray();
    return new DataSource(dataset, order, () -> body, recipe, false);
  }

  /**
   * Opens the data set of a config.
   *
   * @param limit only the first sequences; all where absent
   * @throws Fault if it cannot be read or is empty
   */
  static DataSource open(DatasetConfig config, Optional<Integer> limit) {
    DataSource opened = config.match(new Opening());
    int sequences = opened.order.length;
    if (sequences == 0) {
      opened.close();
      throw Fault.asked("data set %s is empty: it has no sequence", config.name());
    }
    int[] first =
        java.util.Arrays.copyOf(opened.order, Math.min(limit.orElse(sequences), sequences));
    return new DataSource(
        opened.dataset, first, opened.body, opened.recipe, opened.cameraStandsStill);
  }

  private static final class Opening implements DatasetConfig.Cases<DataSource> {

    @Override
    public DataSource simulated(Simulated simulated) {
      return onEmbeddedBody(new SimulatedDataset(simulated));
    }

    @Override
    public DataSource mocap(Mocap mocap) {
      return onEmbeddedBody(new MocapDataset(mocap));
    }

    @Override
    public DataSource tcmrDb(TcmrDb db) {
      DbKind kind = DbKind.of(db.kind().key());
      TcmrDbDataset dataset = TcmrDbDataset.open(db.name(), db.file(), kind, db.fps());
      BodyModel body = BodyFiles.read(db.bodyModel());
      return new DataSource(
          dataset,
          dataset.fileOrder(),
          () -> body,
          kind == DbKind.MPII3D ? JointRecipe.MPII3D_17 : JointRecipe.H36M_14,
          false);
    }

    @Override
    public DataSource rawThreeDpw(RawThreeDpw raw) {
      BodyModel body = BodyFiles.read(raw.bodyModel());
      Dataset dataset =
          new RawThreeDpwDataset(
              raw, (track, rate) -> body.joints(track, JointRecipe.H36M_14, rate));
      return new DataSource(
          dataset,
          IntStream.range(0, dataset.sequences().size()).toArray(),
          () -> body,
          JointRecipe.H36M_14,
          false);
    }

    private static DataSource onEmbeddedBody(Dataset dataset) {
      return new DataSource(
          dataset,
          IntStream.range(0, dataset.sequences().size()).toArray(),
          EmbeddedBody::model,
          JointRecipe.SMPL24.only(JointSet.SMPL14),
          true);
    }
  }

  Dataset dataset() {
    return dataset;
  }

  BodyModel body() {
    return body.get();
  }

  /** How the joints that it is scored on are read off the body. */
  JointRecipe recipe() {
    return recipe;
  }

  /** Whether its camera is known to stand still, so that a true foot which stands does not move. */
  boolean cameraStandsStill() {
    return cameraStandsStill;
  }

  /** What was seen about its files. */
  List<Remark> remarks() {
    return dataset.remarks();
  }

  /** Names of the frames of every sequence that is evaluated, in the order of their evaluation. */
  Map<String, List<String>> frameLabels() {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int position = 0; position < order.length; position++) {
      String sequence = dataset.sequences().get(order[position]);
      labels.put(
          sequence,
          dataset instanceof TcmrDbDataset db
              ? db.frameLabels(order[position])
              : clip(position, dataset.nativeFramesPerSecond()).frameLabels());
    }
    return labels;
  }

  /** Number of sequences that are evaluated. */
  int sequences() {
    return order.length;
  }

  /**
   * The sequence at a position of the evaluation.
   *
   * @param framesPerSecond in hertz
   */
  Clip clip(int position, double framesPerSecond) {
    ClipKey key = new ClipKey(order[position], framesPerSecond);
    Clip clip = kept.get(key);
    if (clip == null) {
      clip = dataset.clip(key.index(), framesPerSecond);
      long bytes = 4L * clip.features().length();
      if (bytes * order.length <= KEPT_BYTES) {
        kept.put(key, clip);
      }
    }
    return clip;
  }

  /** Frames of all its sequences together, at a rate. */
  long frames(double framesPerSecond) {
    double rate = dataset.nativeFramesPerSecond();
    long frames = 0;
    for (int position = 0; position < sequences(); position++) {
      frames += clip(position, rate).frames();
    }
    return Math.round(frames * framesPerSecond / rate);
  }

  /** What is known of each sequence, by its name. */
  Map<String, Map<String, String>> tags() {
    Map<String, Map<String, String>> tags = new HashMap<>();
    for (int position = 0; position < sequences(); position++) {
      Clip clip = clip(position, dataset.nativeFramesPerSecond());
      tags.put(clip.sequence(), new TreeMap<>(clip.tags()));
    }
    return tags;
  }

  /** Names of the signals that its clips have. */
  Set<String> signals() {
    return clip(0, dataset.nativeFramesPerSecond()).signals().keySet();
  }

  /** The rates at which it can be had, in hertz. */
  List<Double> frameRates() {
    return dataset.frameRates();
  }

  @Override
  public void close() {
    dataset.close();
  }
}
