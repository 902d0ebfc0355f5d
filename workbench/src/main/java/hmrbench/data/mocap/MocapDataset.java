package hmrbench.data.mocap;

import hmrbench.config.DatasetConfig;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.data.sim.CameraView;
import hmrbench.data.sim.ObservationModel;
import hmrbench.data.sim.Sampling;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.TrueMotion;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.bvh.BvhSkeleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Recorded motion from BVH files and from AMASS: the body of the simulated set performs it (see
 * {@link Retargeting}; the rotations of AMASS are those of our joints already and are taken as they
 * are, on the mean shape), a still camera at a random place watches, and the features are those of
 * the simulated set's observation model. So motion is real, and body and features are not.
 *
 * <p>One sequence per file. A rate is had by leaving frames out and not otherwise; noise is drawn
 * at the recorded rate, so a lower rate sees the same noise. Labels are frame numbers of the file,
 * from 0. Signals are those of {@link SimulatedDataset}; tags are {@code file}, {@code naming} and
 * {@code split} (mocap).
 */
public final class MocapDataset implements Dataset {

  /** A rate this close to a whole number, relatively, is that number: 1 / 0.0083333 is 120. */
  private static final double ROUNDED_FRAME_TIME = 1e-4;

  private static final int SHAPES = 10;

  private final String name;
  private final long seed;
  private final Optional<Double> maxSeconds;
  private final double defaultRate;
  private final ObservationModel model;
  private final List<Source> sources = new ArrayList<>();
  private final List<Double> rates;

  private Optional<Performed> last = Optional.empty();

  /** A file that was found to be of a known family. */
  private record Source(
      String sequence, Path file, Optional<Naming> naming, double framesPerSecond) {}

  /** A file's motion on our body. */
  private static final class Performed {
    private final int index;
    private final int firstFrame;
    private final double[][] rotations;
    private final double[] betas;
    private final double[] camera;

    private Performed(
        int index, int firstFrame, double[][] rotations, double[] betas, CameraView view) {
      this.index = index;
      this.firstFrame = firstFrame;
      this.rotations = rotations;
      this.betas = betas;
      this.camera = new double[3];
      view.camera(0, camera);
    }

    static Performed of(int index, Recording recording, CameraView view) {
      Retargeting retargeting = new Retargeting(recording);
      return new Performed(
          index,
          recording.firstFrame(),
          retargeting.rotations(turn(view)),
          retargeting.betas(),
          view);
    }

    static Performed ofAmass(int index, Path file, int mostFrames, CameraView view) {
      double[][] rotations = AmassFile.open(file).rotations(turn(view), mostFrames, file);
      return new Performed(index, 0, rotations, new double[SHAPES], view);
    }

    private static double[] turn(CameraView view) {
      double[] turn = new double[9];
      view.turn(0, turn);
      return turn;
    }
  }

  /**
   * A data set as a config asks for it, with the feature size of the simulated set.
   *
   * @throws Fault as the other constructor
   */
  public MocapDataset(DatasetConfig.Mocap config) {
    this(
        config.name(),
        config.files(),
        config.fps(),
        config.seed(),
        config.maxSeconds(),
        SimulatedDataset.FEATURES);
  }

  /**
   * @param name under which it stands in records
   * @param files BVH files, npz files of AMASS, or folders of them, with those of their folders
   * @param framesPerSecond rate at which it is scored by default, in hertz; where absent, the
   *     highest that all files share
   * @param seed of camera and noise, with the name of each sequence
   * @param maxSeconds where present, only so much of each file is used
   * @param featureSize length of a feature vector, F
   * @throws Fault if a path is missing, holds no BVH file, a file cannot be read or has an unknown
   *     skeleton, or a file cannot be had at the rate
   */
  public MocapDataset(
      String name,
      List<Path> files,
      Optional<Double> framesPerSecond,
      long seed,
      Optional<Double> maxSeconds,
      int featureSize) {
    this.name = name;
    this.seed = seed;
    this.maxSeconds = maxSeconds;
    for (Path file : BvhFiles.in(name, files)) {
      sources.add(source(file));
    }
    this.rates = sharedRates();
    this.defaultRate = framesPerSecond.orElseGet(() -> highest(rates));
    sources.forEach(source -> step(source, defaultRate));
    this.model = ObservationModel.of(featureSize);
  }

  private Source source(Path file) {
    if (AmassFile.looksLike(file)) {
      return new Source(
          BvhFiles.amassNameOf(file, names()),
          file,
          Optional.empty(),
          AmassFile.open(file).framesPerSecond());
    }
    BvhSkeleton skeleton = Bvh.readSkeleton(file);
    Naming naming = Naming.of(skeleton, file);
    return new Source(BvhFiles.nameOf(file, names()), file, Optional.of(naming), rate(skeleton));
  }

  private List<String> names() {
    return sources.stream().map(Source::sequence).toList();
  }

  private static double rate(BvhSkeleton skeleton) {
    double rate = 1 / skeleton.secondsPerFrame();
    double whole = Math.rint(rate);
    return Math.abs(rate - whole) <= ROUNDED_FRAME_TIME * rate ? whole : rate;
  }

  /** The decimations of the slowest file that every file has. */
  private List<Double> sharedRates() {
    Source slowest =
        sources.stream().min(Comparator.comparingDouble(Source::framesPerSecond)).orElseThrow();
    return FrameRates.ofRecorded(slowest.framesPerSecond()).stream()
        .filter(
            rate ->
                sources.stream().allMatch(source -> FrameRates.has(source.framesPerSecond(), rate)))
        .toList();
  }

  private double highest(List<Double> shared) {
    if (shared.isEmpty()) {
      throw Fault.asked(
          "data set %s: its files share no frame rate; make a data set of each kind", name);
    }
    return shared.get(shared.size() - 1);
  }

  private static int step(Source source, double framesPerSecond) {
    return FrameRates.step(source.file().toString(), source.framesPerSecond(), framesPerSecond);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double nativeFramesPerSecond() {
    return defaultRate;
  }

  @Override
  public JointSet joints() {
    return JointSet.SMPL14;
  }

  @Override
  public int featureSize() {
    return model.featureSize();
  }

  @Override
  public List<String> sequences() {
    return names();
  }

  @Override
  public List<Double> frameRates() {
    return rates;
  }

  @Override
  public Clip clip(int index, double framesPerSecond) {
    Source source = sources.get(index);
    int step = step(source, framesPerSecond);
    Performed performed = performed(index, source);
    double recorded = source.framesPerSecond();
    int recordedFrames = performed.rotations.length;
    TrueMotion truth =
        TrueMotion.recorded(performed.rotations, performed.betas, performed.camera, recorded, step);
    ObservationModel.Observation seen =
        model.observe(
            key(source),
            Sampling.recorded(recordedFrames, recorded, step),
            truth.smpl(),
            truth.speeds());
    int frames = truth.smpl().frames();
    return new Clip(
        source.sequence(),
        recorded / step,
        seen.features(),
        truth.joints(),
        Optional.of(truth.smpl()),
        IntStream.range(0, frames)
            .mapToObj(t -> String.valueOf(performed.firstFrame + t * step))
            .toList(),
        FrameMask.all(frames),
        FrameMask.all(frames),
        Map.of("occlusion", seen.occlusion(), "speed_m_per_s", truth.meanSpeed()),
        Map.of(
            "file",
            source.file().getFileName().toString(),
            "naming",
            source.naming().map(Naming::name).orElse("amass"),
            "split",
            "mocap"));
  }

  private long key(Source source) {
    return ObservationModel.keyOf(seed, source.sequence());
  }

  /** The last file is kept, as it is often asked for at several rates in a row. */
  private synchronized Performed performed(int index, Source source) {
    if (last.isPresent() && last.get().index == index) {
      return last.get();
    }
    int most =
        maxSeconds
            .map(seconds -> Math.max(1, (int) Math.round(seconds * source.framesPerSecond())))
            .orElse(Integer.MAX_VALUE);
    CameraView view = CameraView.drawn(key(source));
    Performed performed =
        source
            .naming()
            .map(naming -> Performed.of(index, recording(source, naming, most), view))
            .orElseGet(() -> Performed.ofAmass(index, source.file(), most, view));
    last = Optional.of(performed);
    return performed;
  }

  private static Recording recording(Source source, Naming naming, int mostFrames) {
    Bvh bvh = Bvh.read(source.file());
    if (bvh.frames() == 0) {
      throw Fault.asked(
          "%s: expected at least one frame, got 0; leave the file out", source.file());
    }
    Map<Joint, Integer> places = naming.places(bvh.skeleton()).orElseThrow();
    return new Recording(bvh, places, mostFrames);
  }

  @Override
  public synchronized void close() {
    last = Optional.empty();
  }
}
