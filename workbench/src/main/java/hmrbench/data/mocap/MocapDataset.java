package hmrbench.data.mocap;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FrameList;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Rates;
import hmrbench.core.Remark;
import hmrbench.core.world.WorldBody;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.data.Viewpoint;
import hmrbench.data.sim.CameraMotion;
import hmrbench.data.sim.CameraView;
import hmrbench.data.sim.ObservationModel;
import hmrbench.data.sim.Sampling;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.TrueMotion;
import hmrbench.io.TwinFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * <p>Where a config says what the camera does, people also move through the world as in the files
 * ({@link RecordedWorld}), and clips have the tag {@code camera}.
 *
 * <p>One sequence per file. Lower rates only leave frames out; noise is drawn at the recorded rate,
 * so a lower rate sees the same noise. Labels are frame numbers of the file, from 0. Signals are
 * those of {@link SimulatedDataset}; tags are {@code file}, {@code naming} and {@code split}
 * (mocap).
 */
public final class MocapDataset implements Dataset {

  private final String name;
  private final long seed;
  private final Optional<Double> maxSeconds;
  private final double defaultRate;
  private final ObservationModel model;
  private final List<MotionFile> sources;
  private final List<Double> rates;

  private final MocapReading reading;
  private final Optional<World> world;
  private final List<Remark> ofFiles = new ArrayList<>();

  private Optional<Performed> last = Optional.empty();

  /** What the camera does, and the body that is posed in the world. */
  private record World(CameraMotion camera, BodyJoints body) {}

  /** The performance of the file at an index. */
  private record Performed(int index, Performance performance) {}

  /**
   * A data set as a config asks for it, with the feature size of the simulated set.
   *
   * @param body that is posed in the world, where the config asks for one
   * @throws Fault as the other constructor
   */
  public MocapDataset(Mocap config, BodyJoints body) {
    this(
        config.name(),
        config.files(),
        config.fps(),
        config.seed(),
        config.maxSeconds(),
        config.reading(),
        SimulatedDataset.FEATURES,
        config.camera().map(camera -> new World(camera, body)));
  }

  /**
   * @param name its name in records
   * @param files BVH files, npz files of AMASS, or folders of them, with those of their folders
   * @param framesPerSecond rate at which it is scored by default, in hertz; where absent, the
   *     highest that all files share
   * @param seed of camera and noise, with the name of each sequence
   * @param maxSeconds where present, only so much of each file is used
   * @param reading what is known about the files beyond their content
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
      MocapReading reading,
      int featureSize) {
    this(name, files, framesPerSecond, seed, maxSeconds, reading, featureSize, Optional.empty());
  }

  private MocapDataset(
      String name,
      List<Path> files,
      Optional<Double> framesPerSecond,
      long seed,
      Optional<Double> maxSeconds,
      MocapReading reading,
      int featureSize,
      Optional<World> world) {
    this.world = world;
    this.name = name;
    this.seed = seed;
    this.maxSeconds = maxSeconds;
    this.reading = reading;
    this.sources = MotionFile.in(name, files, reading);
    sources.forEach(source -> source.remark().ifPresent(ofFiles::add));
    requireUse();
    remarkOnTwins();
    this.rates = MotionFile.sharedRates(sources);
    this.defaultRate = framesPerSecond.orElseGet(() -> highest(rates));
    sources.forEach(source -> step(source, defaultRate));
    this.model = ObservationModel.of(featureSize);
  }

  private List<String> names() {
    return sources.stream().map(MotionFile::sequence).toList();
  }

  /** Refuses keys that would have no effect. */
  private void requireUse() {
    boolean forBvh =
        reading.sides().isPresent() || reading.unit().isPresent() || !reading.joints().isEmpty();
    if (forBvh && sources.stream().allMatch(source -> source.naming().isEmpty())) {
      throw Fault.asked(
          "data set %s: sides, unit and joints are about BVH files, and it has files of AMASS alone;"
              + " leave the keys out",
          name);
    }
  }

  /** Remarks on files that hold the same bytes, and on rates that are nearly equal. */
  private void remarkOnTwins() {
    TwinFiles.of(sources.stream().map(MotionFile::file).toList())
        .forEach(
            (file, other) ->
                ofFiles.add(
                    Remark.doubt(
                        "same-file-twice",
                        file.toString(),
                        "holds the same bytes as %s, so this motion counts twice; leave one out"
                            .formatted(other))));
    double first = sources.get(0).framesPerSecond();
    for (MotionFile source : sources) {
      double rate = source.framesPerSecond();
      if (rate != first && Rates.same(rate, first)) {
        ofFiles.add(
            Remark.note(
                "nearly-one-rate",
                source.file().toString(),
                "its %s frames per second count as the %s of %s; accelerations in m/s^2 are up to"
                        .formatted(Rates.text(rate), Rates.text(first), sources.get(0).file())
                    + " 0.4 % off"));
      }
    }
  }

  /** All files are read, since what is odd about them has to be known before they are scored. */
  @Override
  public List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>(ofFiles);
    for (int i = 0; i < sources.size(); i++) {
      remarks.addAll(performed(i, sources.get(i)).remarks());
    }
    return remarks;
  }

  private double highest(List<Double> shared) {
    if (shared.isEmpty()) {
      throw Fault.asked(
          "data set %s: its files share no frame rate; make a data set of each kind", name);
    }
    return shared.get(shared.size() - 1);
  }

  private static int step(MotionFile source, double framesPerSecond) {
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
  public boolean cameraStandsStill() {
    return world.map(it -> it.camera() == CameraMotion.STILL).orElse(true);
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
    MotionFile source = sources.get(index);
    int step = step(source, framesPerSecond);
    Performance performed = performed(index, source);
    if (world.isEmpty()) {
      return clip(source, step, performed, performed.rotations(), Map.of());
    }
    CameraMotion kind = world.get().camera().of(index);
    RecordedWorld recorded =
        RecordedWorld.of(
            performed.world().orElseThrow(), kind, key(source), CameraView.drawn(key(source)));
    Clip clip =
        clip(
            source,
            step,
            performed,
            recorded.seen(performed.rotations()),
            Map.of("camera", kind.key()));
    int[] kept = IntStream.range(0, clip.frames()).map(t -> t * step).toArray();
    WorldBody body =
        world
            .get()
            .body()
            .inWorld(clip.smpl().orElseThrow(), recorded.root(kept), clip.framesPerSecond());
    return clip.inWorld(body, recorded.camera(kept));
  }

  private Clip clip(
      MotionFile source,
      int step,
      Performance performed,
      double[][] rotations,
      Map<String, String> moreTags) {
    double recorded = source.framesPerSecond();
    TrueMotion truth =
        TrueMotion.recorded(rotations, performed.betas(), performed.camera(), recorded, step);
    ObservationModel.Observation seen =
        model.observe(
            key(source),
            Sampling.recorded(rotations.length, recorded, step),
            truth.smpl(),
            truth.speeds());
    int frames = truth.smpl().frames();
    Map<String, String> tags = new HashMap<>(moreTags);
    tags.put("file", source.file().getFileName().toString());
    tags.put("naming", source.family());
    tags.put("split", "mocap");
    return new Clip(
            source.sequence(),
            truth.joints().framesPerSecond(),
            seen.features(),
            truth.joints(),
            Optional.of(truth.smpl()),
            FrameList.of(
                IntStream.range(0, frames)
                    .mapToObj(t -> String.valueOf(performed.firstFrame() + t * step))
                    .toList()),
            Map.of(
                "occlusion",
                seen.occlusion(),
                "speed_m_per_s",
                truth.meanSpeed(),
                Viewpoint.SIGNAL,
                Viewpoint.withYUp(truth.smpl())),
            tags)
        .withKeypoints(KeypointTrack.projected(truth.joints(), truth.smpl().camera()));
  }

  private long key(MotionFile source) {
    return ObservationModel.keyOf(seed, source.sequence());
  }

  /** The last file is kept, as it is often asked for at several rates in a row. */
  private synchronized Performance performed(int index, MotionFile source) {
    if (last.isPresent() && last.get().index() == index) {
      return last.get().performance();
    }
    Performance performance =
        source.performed(reading, maxSeconds, CameraView.drawn(key(source)), world.isPresent());
    last = Optional.of(new Performed(index, performance));
    return performance;
  }

  @Override
  public synchronized void close() {
    last = Optional.empty();
  }
}
