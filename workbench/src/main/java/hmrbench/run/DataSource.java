package hmrbench.run;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.config.DatasetConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.DataFormats;
import hmrbench.data.Dataset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A data set that is open for a run: its sequences in the order of their evaluation, and the body
 * that turns predicted parameters into the joints that it is scored on. Safe for several threads.
 */
public final class DataSource implements AutoCloseable {

  /** Clips are kept while all of a rate fit into this; making or reading them costs more. */
  private static final long KEPT_BYTES = Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** What a frame takes beside its numbers: its label, masks and signals. */
  private static final long BYTES_BESIDE = 100;

  private record ClipKey(int index, double framesPerSecond) {}

  /** What is kept of every sequence, whatever its length. */
  private record Outline(int frames, Map<String, String> tags) {}

  private final Dataset dataset;
  private final int[] order;
  private final Supplier<BodyModel> body;
  private final PosedBody gendered;
  private final JointRecipe recipe;
  private final boolean cameraStandsStill;
  private final Map<ClipKey, Clip> kept = new ConcurrentHashMap<>();
  private final AtomicLong keptBytes = new AtomicLong();
  private final Map<Integer, Outline> outlines = new ConcurrentHashMap<>();

  private DataSource(
      Dataset dataset, int[] order, PosedBody body, JointRecipe recipe, boolean cameraStandsStill) {
    this.cameraStandsStill = cameraStandsStill;
    this.dataset = dataset;
    this.order = order;
    this.body = body::model;
    this.gendered = body;
    this.recipe = recipe;
  }

  /**
   * A data set that is not opened from a config.
   *
   * @param recipe how the joints that it is scored on are read off the body
   */
  public static DataSource of(Dataset dataset, BodyModel body, JointRecipe recipe) {
    int[] order = IntStream.range(0, dataset.sequences().size()).toArray();
    return new DataSource(
        dataset, order, new PosedBody(() -> body, Optional.empty()), recipe, false);
  }

  /**
   * Opens the data set of a config.
   *
   * @param limit only the first sequences; all where absent
   * @throws Fault if it cannot be read or is empty
   */
  static DataSource open(DatasetConfig config, Optional<Integer> limit) {
    return open(DataFormats.all(), config, limit);
  }

  /**
   * As {@link #open(DatasetConfig, Optional)}.
   *
   * @param formats that there are
   */
  static DataSource open(DataFormats formats, DatasetConfig config, Optional<Integer> limit) {
    Optional<BodyModel> ofFiles = formats.bodyModel(config).map(BodyFiles::read);
    Supplier<BodyModel> body = () -> ofFiles.orElseGet(EmbeddedBody::model);
    PosedBody posed = new PosedBody(body, formats.bodyModel(config));
    Dataset dataset = formats.open(config, posed);
    List<Integer> order = dataset.evaluationOrder();
    if (order.isEmpty()) {
      dataset.close();
      throw Fault.asked("data set %s is empty: it has no sequence", config.name());
    }
    int[] first =
        order.stream().limit(limit.orElse(order.size())).mapToInt(Integer::intValue).toArray();
    return new DataSource(
        dataset, first, posed, JointRecipe.of(dataset.joints()), dataset.cameraStandsStill());
  }

  Dataset dataset() {
    return dataset;
  }

  BodyModel body() {
    return body.get();
  }

  /** The body that the truth of a clip has: that of its gender, where both are known. */
  BodyModel bodyOf(Clip clip) {
    return Optional.ofNullable(clip.tags().get("gender"))
        .flatMap(gendered::modelOf)
        .orElseGet(this::body);
  }

  /** How the joints that it is scored on are read off the body. */
  JointRecipe recipe() {
    return recipe;
  }

  /** Whether its camera is known to be still, so that a true foot at rest does not move. */
  boolean cameraStandsStill() {
    return cameraStandsStill;
  }

  /** What was seen about its files. */
  List<Remark> remarks() {
    return dataset.remarks();
  }

  /**
   * Names of the frames of every sequence that is evaluated, in the order of their evaluation.
   *
   * @param framesPerSecond in hertz
   */
  Map<String, List<String>> frameLabels(double framesPerSecond) {
    boolean all = framesPerSecond == dataset.nativeFramesPerSecond();
    Map<String, List<String>> labels = new LinkedHashMap<>();
    List<String> names = dataset.sequences();
    for (int position = 0; position < order.length; position++) {
      String sequence = names.get(order[position]);
      labels.put(
          sequence,
          all
              ? dataset.frameLabels(order[position])
              : clip(position, framesPerSecond).frameLabels());
    }
    return labels;
  }

  /** Positions in the data set of the sequences that are evaluated, in their order. */
  List<Integer> positions() {
    return IntStream.of(order).boxed().toList();
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
      keep(key, clip);
    }
    return clip;
  }

  private void keep(ClipKey key, Clip clip) {
    if (key.framesPerSecond() == dataset.nativeFramesPerSecond()) {
      outlines.putIfAbsent(key.index(), new Outline(clip.frames(), new TreeMap<>(clip.tags())));
    }
    long bytes = bytes(clip);
    if (bytes * order.length > KEPT_BYTES) {
      return;
    }
    if (keptBytes.addAndGet(bytes) <= KEPT_BYTES) {
      kept.put(key, clip);
    } else {
      keptBytes.addAndGet(-bytes);
    }
  }

  private static long bytes(Clip clip) {
    long values = (long) clip.features().length() + clip.truth().metres().length();
    if (clip.smpl().isPresent()) {
      values += clip.smpl().get().rotations().length();
    }
    return Float.BYTES * values + BYTES_BESIDE * clip.frames();
  }

  private Outline outline(int position) {
    Outline known = outlines.get(order[position]);
    if (known != null) {
      return known;
    }
    Clip clip = clip(position, dataset.nativeFramesPerSecond());
    return new Outline(clip.frames(), new TreeMap<>(clip.tags()));
  }

  /** Frames of all its sequences together, at a rate. */
  long frames(double framesPerSecond) {
    double rate = dataset.nativeFramesPerSecond();
    long frames = 0;
    for (int position = 0; position < sequences(); position++) {
      frames += outline(position).frames();
    }
    return Math.round(frames * framesPerSecond / rate);
  }

  /** What is known of each sequence, by its name. */
  Map<String, Map<String, String>> tags() {
    Map<String, Map<String, String>> tags = new HashMap<>();
    List<String> names = dataset.sequences();
    for (int position = 0; position < sequences(); position++) {
      tags.put(names.get(order[position]), outline(position).tags());
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
