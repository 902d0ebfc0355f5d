package hmrbench.train.official;

import ai.djl.ndarray.NDManager;
import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.JointLayer;
import hmrbench.body.JointRecipe;
import hmrbench.config.MixtureConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.data.official.MotionWindows;
import hmrbench.data.official.TrainingItems;
import hmrbench.data.official.TrainingKind;
import hmrbench.data.official.TrainingKinds;
import hmrbench.data.official.TrainingWindows;
import hmrbench.model.TrainableNetwork;
import hmrbench.train.BodyLoss;
import hmrbench.train.ClipStore;
import hmrbench.train.Lesson;
import hmrbench.train.Lessons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The official trainings' mixture: a fixed share of every batch from files with 2D joints, the rest
 * from files with 3D joints, compared through the mesh by {@link VideoLoss}.
 *
 * <p>Source: lib/dataset/_loaders.py and lib/core/trainer.py of TCMR at c41fdd7.
 */
public final class MixtureLessons implements Lessons {

  private final MixtureConfig config;
  private final TrainingConfig.LossWeights weights;
  private final BodyModel body;
  private final ClipStore.MeanBody mean;
  private final Side with2d;
  private final Side with3d;
  private final Optional<MotionWindows> captured;

  /**
   * Files and the first rows of their windows.
   *
   * @param starts first rows of the windows of each file
   */
  private record Side(List<TrainingItems> files, List<int[]> starts) {}

  /**
   * Opens the files.
   *
   * @throws Fault if one is missing or damaged, or does not have what is to be learnt
   */
  public MixtureLessons(MixtureConfig config, TrainingConfig.LossWeights weights) {
    this.config = config;
    this.weights = weights;
    this.with2d = side(config.with2d(), false);
    this.with3d = side(config.with3d(), true);
    this.captured = config.motion().map(MotionWindows::open);
    requireOneFeatureSize();
    this.body = BodyFiles.read(config.body());
    this.mean =
        BodyFiles.mean(config.body())
            .map(it -> new ClipStore.MeanBody(it.pose6d(), it.betas(), it.camera()))
            .orElseThrow(
                () ->
                    Fault.asked(
                        "%s: there is no smpl_mean_params.npz, from which a regressor starts; put"
                            + " it there",
                        config.body()));
  }

  private Side side(List<MixtureConfig.Source> sources, boolean joints) {
    List<TrainingItems> files = new ArrayList<>();
    List<int[]> starts = new ArrayList<>();
    for (MixtureConfig.Source source : sources) {
      TrainingKind kind = TrainingKinds.named(source.kind());
      if (joints && !kind.labels().hasJoints()) {
        throw Fault.asked(
            "mixture.with-3d: %s: files of kind %s have no 3D joints; name it in with-2d",
            source.file(), kind.name());
      }
      boolean hasBody = joints && source.body().orElse(kind.labels() == TrainingKind.Labels.BODY);
      TrainingItems items =
          TrainingItems.open(kind, source.file(), hasBody, config.asPublished().isPresent());
      files.add(items);
      starts.add(items.windows(rule(), source.stride()));
    }
    return new Side(files, starts);
  }

  private TrainingWindows rule() {
    return Arrays.stream(TrainingWindows.values())
        .filter(it -> it.key().equals(config.windows()))
        .findFirst()
        .orElseThrow();
  }

  private void requireOneFeatureSize() {
    for (TrainingItems file : files()) {
      if (file.featureSize() != featureSize()) {
        throw Fault.asked(
            "%s: features: %d per frame, and %s has %d; name files of one backbone",
            file.file(), file.featureSize(), with3d.files().get(0).file(), featureSize());
      }
    }
  }

  private List<TrainingItems> files() {
    return Stream.concat(with3d.files().stream(), with2d.files().stream()).toList();
  }

  /** What is drawn from, one line per file. */
  public List<String> inWords() {
    return Stream.concat(
            inWords("with 2D joints", with2d).stream(), inWords("with 3D joints", with3d).stream())
        .toList();
  }

  private static List<String> inWords(String what, Side side) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < side.files().size(); i++) {
      TrainingItems file = side.files().get(i);
      lines.add(
          "%s: %d windows of %s, %s"
              .formatted(
                  what,
                  side.starts().get(i).length,
                  file.file(),
                  file.hasBody() ? "with SMPL labels" : "without SMPL labels"));
    }
    return lines;
  }

  @Override
  public int featureSize() {
    return with3d.files().get(0).featureSize();
  }

  @Override
  public ClipStore.MeanBody mean() {
    return mean;
  }

  @Override
  public Lesson of(
      ModelConfig.Network model,
      TrainableNetwork network,
      int batch,
      boolean everyFrame,
      long seed,
      NDManager manager) {
    if (network.windowFrames() != TrainingWindows.FRAMES) {
      throw Fault.asked(
          "model %s looks at windows of %d frames, and official trainings draw windows of %d; leave"
              + " it out of the recipe",
          model.name(), network.windowFrames(), TrainingWindows.FRAMES);
    }
    if (!network.horizons().equals(List.of(0))) {
      throw Fault.asked(
          "model %s predicts past and future, too, and official trainings have targets for the frames"
              + " of a window alone; leave it out of the recipe",
          model.name());
    }
    int of2d = (int) (batch * config.share2d());
    if (of2d == 0 && !config.with2d().isEmpty()) {
      throw Fault.asked(
          "mixture.share-2d: %s of a batch of %d is no whole window; give larger batches",
          config.share2d(), batch);
    }
    VideoLoss loss =
        new VideoLoss(
            JointLayer.of(body, JointRecipe.SPIN_49, manager), BodyLoss.Weights.of(weights));
    return new MixtureLesson(
        loss,
        new MixtureLesson.Windows(
            stream(with2d, of2d, seed),
            stream(with3d, batch - of2d, ~seed),
            captured.map(it -> new MotionStream(it, batch, seed)),
            featureSize()),
        network.output() == OutputKind.SEQUENCE,
        config.dropout(),
        seed);
  }

  private WindowStream stream(Side side, int batch, long seed) {
    return new WindowStream(
        side.files(), side.starts(), Math.max(1, batch), seed, config.asPublished());
  }
}
