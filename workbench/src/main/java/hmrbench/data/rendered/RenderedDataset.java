package hmrbench.data.rendered;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FrameList;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Rates;
import hmrbench.core.Remark;
import hmrbench.data.CropFilm;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.data.Viewpoint;
import hmrbench.data.rendered.RenderedPeople.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rendered people with features from a picture network. Scenes are functions of time, so those of a
 * rate are every k-th frame of those at k times the rate; so are the crops where boxes are perfect.
 *
 * <p>Clips have the signals of the simulated set, {@code occlusion} being what things, other people
 * and the edge of the crop hide; and the tags {@code split}, {@code boxes}, and those of the
 * motion.
 */
public final class RenderedDataset implements Dataset {

  private final Rendered config;
  private final BodyJoints body;
  private final RenderedPeople people;
  private final Performers performers;

  RenderedDataset(Rendered config, BodyJoints body) {
    this.config = config;
    this.body = body;
    this.performers =
        config.motion().files().isEmpty()
            ? new SimulatedPerformers(config)
            : new RecordedPerformers(config);
    requireRate(config.fps());
    this.people = body.rendered(config);
  }

  /** Those who perform, in the order of the sequences. */
  interface Performers {

    /** Names of the sequences. */
    List<String> sequences();

    /** The rates at which their motion can be had, ascending, in hertz. */
    List<Double> frameRates();

    /** One of them, filmed at a rate that there is. */
    Performed perform(int index, double framesPerSecond);

    /** What was seen in files. */
    List<Remark> remarks();
  }

  /**
   * What someone performs.
   *
   * @param labels names of the frames
   */
  record Performed(RenderedPeople.Take take, List<String> labels, Map<String, String> tags) {}

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public double nativeFramesPerSecond() {
    return config.fps();
  }

  @Override
  public JointSet joints() {
    return JointSet.SMPL14;
  }

  @Override
  public int featureSize() {
    return people.featureSize();
  }

  @Override
  public List<String> sequences() {
    return performers.sequences();
  }

  @Override
  public List<Double> frameRates() {
    return performers.frameRates().stream()
        .filter(rate -> Shutter.serves(config.film().shutter(), rate))
        .toList();
  }

  private void requireRate(double framesPerSecond) {
    if (performers.frameRates().stream().noneMatch(rate -> Rates.same(rate, framesPerSecond))) {
      throw FrameRates.notOffered("data set " + name(), framesPerSecond, frameRates());
    }
    if (!Shutter.serves(config.film().shutter(), framesPerSecond)) {
      throw Fault.asked(
          "data set %s: %s", name(), Shutter.problem(config.film().shutter(), framesPerSecond));
    }
  }

  @Override
  public List<String> frameLabels(int index) {
    return performers.perform(index, config.fps()).labels();
  }

  @Override
  public Clip clip(int index, double framesPerSecond) {
    requireRate(framesPerSecond);
    Performed performed = performers.perform(index, framesPerSecond);
    Seen seen = people.see(performed.take());
    JointTrack truth = body.of(seen.smpl(), joints(), framesPerSecond);
    return new Clip(
            sequences().get(index),
            framesPerSecond,
            seen.features(),
            truth,
            Optional.of(seen.smpl()),
            FrameList.of(performed.labels()),
            Map.of(
                "occlusion",
                seen.occlusion(),
                "speed_m_per_s",
                seen.speed(),
                Viewpoint.SIGNAL,
                Viewpoint.withYDown(seen.smpl())),
            performed.tags())
        .withKeypoints(KeypointTrack.projected(truth, seen.smpl().camera()));
  }

  @Override
  public Optional<CropFilm> crops(int index, double framesPerSecond) {
    requireRate(framesPerSecond);
    return Optional.of(people.crops(performers.perform(index, framesPerSecond).take()));
  }

  @Override
  public List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>(people.remarks());
    remarks.addAll(performers.remarks());
    return remarks;
  }

  @Override
  public void close() {
    people.close();
  }
}
