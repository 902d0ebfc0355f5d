package hmrbench.run.rendered;

import hmrbench.body.BodyModel;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Lazy;
import hmrbench.core.Remark;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.data.BodyMotion;
import hmrbench.data.CropFilm;
import hmrbench.data.rendered.Rendered;
import hmrbench.data.rendered.RenderedPeople;
import hmrbench.data.sim.Skeleton;
import hmrbench.model.picture.PictureFeatures;
import hmrbench.record.Sha256;
import hmrbench.run.Program;
import hmrbench.scene.CaptureSettings;
import hmrbench.scene.PictureBatch;
import hmrbench.scene.Scene;
import hmrbench.scene.SceneFilm;
import hmrbench.scene.SceneKey;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.CheckpointCard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Renders scenes, extracts features with a picture network, and caches them. It computes on the
 * processor: the network is small, and features are then the same beside a GPU.
 */
public final class RenderedFeatures implements RenderedPeople {

  /** Half the time over which speed is taken, in seconds, as in the simulated set. */
  private static final double HALF_SPAN = 1 / 30.0;

  /** Rooms whose code decides the features. */
  private static final List<String> ROOMS =
      List.of("core", "data", "picture", "tensor", "body", "scene", "model/picture", "model/spin");

  private final Rendered config;
  private final Supplier<BodyModel> body;
  private final FeatureCache files;
  private final CaptureSettings filming;
  private final Queue<PictureFeatures> idle = new ConcurrentLinkedQueue<>();
  private final Map<Path, String> hashes = new ConcurrentHashMap<>();
  private final Lazy<Scene.Bodies> bodies;
  private final Lazy<String> setting;
  private final Lazy<Integer> featureSize;

  /**
   * @param body that is drawn
   */
  public RenderedFeatures(Rendered config, Supplier<BodyModel> body) {
    this(config, body, FeatureCache.ofUser());
  }

  RenderedFeatures(Rendered config, Supplier<BodyModel> body, FeatureCache files) {
    this.files = files;
    this.config = config;
    this.body = body;
    this.filming = CaptureSettings.of(config.film().surroundings(), config.film().shutter());
    this.bodies = new Lazy<>(() -> new Scene.Bodies(this.body.get()));
    this.setting = new Lazy<>(this::setting);
    this.featureSize = new Lazy<>(this::opened);
    files.removeParts();
  }

  private int opened() {
    PictureFeatures network = network();
    idle.add(network);
    return network.featureSize();
  }

  private PictureFeatures network() {
    PictureFeatures free = idle.poll();
    return free == null
        ? PictureFeatures.open(config.backbone(), ComputeDevice.parse("cpu"))
        : free;
  }

  @Override
  public int featureSize() {
    return featureSize.get();
  }

  @Override
  public List<Remark> remarks() {
    Optional<Integer> trained = CheckpointCard.pictureSizeBeside(config.backbone());
    int side = config.film().size();
    return trained
        .filter(size -> size != side)
        .map(
            size ->
                Remark.doubt(
                    "crops-of-another-size",
                    config.backbone().toString(),
                    "was trained on crops of %d pixels and looks at crops of %d; set size: %d"
                        .formatted(size, side, size)))
        .stream()
        .toList();
  }

  /** What every scene of the set depends on. */
  private String setting() {
    return String.format(
        Locale.ROOT,
        "code %s%nengine %s%nbackbone %s%nbody %s%nsize %d%nboxes %s%nshutter %s%nsurroundings %s%n",
        Program.build(ROOMS),
        TensorEngine.version(),
        hash(config.backbone()),
        body.get().name(),
        config.film().size(),
        config.film().boxes().key(),
        config.film().shutter(),
        config.film().surroundings().key());
  }

  private String hash(Path file) {
    return hashes.computeIfAbsent(file, Sha256::of);
  }

  private String key(Take take) {
    return setting.get()
        + String.format(
            Locale.ROOT,
            "split %s%nseconds %s%nseed %d%nnumber %d%nmotion %s%nmoments %s%n",
            take.split().label(),
            take.seconds(),
            take.seed(),
            take.number(),
            take.motionFile().map(this::hash).orElse("simulated"),
            Sha256.of(take.moments().toString()));
  }

  @Override
  public Seen see(Take take) {
    String key = key(take);
    Optional<Seen> kept = files.read(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    Seen seen = look(take);
    files.write(key, seen);
    return seen;
  }

  @Override
  public CropFilm crops(Take take) {
    return film(take, take.motion().get(), moments(take)).crops();
  }

  private static double[] moments(Take take) {
    return take.moments().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private SceneFilm film(Take take, BodyMotion motion, double... moments) {
    SceneKey key = new SceneKey(take.split(), take.seconds(), take.seed(), take.number());
    Scene scene = Scene.of(key, motion, filming, bodies.get());
    return new SceneFilm(scene, config.film().boxes(), config.film().size(), moments);
  }

  private Seen look(Take take) {
    double[] moments = moments(take);
    BodyMotion motion = take.motion().get();
    SceneFilm film = film(take, motion, moments);
    List<FloatGrid> features = new ArrayList<>();
    List<PictureBatch> pictures = new ArrayList<>();
    double[] occlusion = new double[moments.length];
    PictureFeatures network = network();
    try {
      for (int from = 0; from < moments.length; from += PictureFeatures.AT_ONCE) {
        int to = Math.min(moments.length, from + PictureFeatures.AT_ONCE);
        SceneFilm.Frames frames = film.frames(from, to);
        features.add(network.of(frames.pictures().pixels()));
        pictures.add(frames.pictures().withoutPixels());
        for (int t = from; t < to; t++) {
          occlusion[t] = frames.occlusion().get(t - from);
        }
      }
    } finally {
      idle.add(network);
    }
    return new Seen(
        FloatGrid.stacked(features), track(pictures), Series.of(occlusion), speed(motion, moments));
  }

  private static SmplTrack track(List<PictureBatch> pictures) {
    FloatGrid rotations =
        FloatGrid.stacked(pictures.stream().map(PictureBatch::rotations).toList());
    return new SmplTrack(
        rotations.reshape(rotations.size(0), Skeleton.JOINTS, 3, 3),
        FloatGrid.stacked(pictures.stream().map(PictureBatch::betas).toList()),
        FloatGrid.stacked(pictures.stream().map(PictureBatch::camera).toList()));
  }

  /** Mean speed of the scored joints relative to the pelvis, in m/s. */
  private static Series speed(BodyMotion motion, double[] moments) {
    double[] offsets = Skeleton.offsets(motion.betas());
    double[] pose = new double[Skeleton.JOINTS * 9];
    double[][] places = new double[2][Skeleton.JOINTS * 3];
    double[] means = new double[moments.length];
    List<Joint> scored = JointSet.SMPL14.joints();
    for (int t = 0; t < moments.length; t++) {
      for (int side = 0; side < 2; side++) {
        motion.rotations(moments[t] + (side == 0 ? -HALF_SPAN : HALF_SPAN), pose);
        Skeleton.positions(pose, offsets, places[side]);
      }
      for (Joint joint : scored) {
        means[t] += distance(places[0], places[1], JointSet.SMPL24.indexOf(joint) * 3);
      }
      means[t] = (float) (means[t] / (scored.size() * 2 * HALF_SPAN)); // As it is kept.
    }
    return Series.of(means);
  }

  private static double distance(double[] a, double[] b, int at) {
    double sum = 0;
    for (int axis = at; axis < at + 3; axis++) {
      sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
    }
    return Math.sqrt(sum);
  }

  @Override
  public void close() {
    for (PictureFeatures network = idle.poll(); network != null; network = idle.poll()) {
      network.close();
    }
  }
}
