package hmrbench.video.pipeline;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.io.CsvFile;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.picture.geometry.Box;
import hmrbench.video.read.Video;
import hmrbench.video.track.TrackSelection.Squares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a video leaves as numbers: {@code features.npz}, {@code predictions.npz} and {@code
 * frames.csv}. Names of arrays begin with {@code person_N.}.
 */
final class Results {

  private static final List<String> FRAME_COLUMNS =
      List.of(
          "frame",
          "time_s",
          "person",
          "centre_x",
          "centre_y",
          "side",
          "attention_past",
          "attention_current",
          "attention_future");

  private final Path folder;
  private final Video video;

  Results(Path folder, Video video) {
    this.folder = folder;
    this.video = video;
  }

  /** Per person {@code features} [T, F] and {@code frames} [T], counted from 0 as in the file. */
  void features(List<Squares> people, Map<Integer, NdArray> features) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (Squares person : people) {
      NdArray rows = features.get(person.id());
      if (rows != null) {
        arrays.put(name(person, "features"), rows);
        arrays.put(name(person, "frames"), frames(person));
      }
    }
    Npz.write(folder.resolve("features.npz"), arrays);
  }

  /**
   * Per person {@code frames} [T], {@code squares} [T, 3] (middle x, y and side in pixels, before
   * the crop's enlargement), {@code rotations} [T, 24, 3, 3], {@code betas} [T, 10], {@code camera}
   * [T, 3] of the crop, {@code joints} [T, 24, 3] in metres, and {@code attention} [T, 3] to past,
   * current and future where the model has it.
   */
  void predictions(List<PersonPrediction> predictions, BodyModel body, double framesPerSecond) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (PersonPrediction each : predictions) {
      Squares person = each.person();
      arrays.put(name(person, "frames"), frames(person));
      arrays.put(name(person, "squares"), squares(person));
      arrays.put(name(person, "rotations"), NdArray.of(each.prediction().smpl().rotations()));
      arrays.put(name(person, "betas"), NdArray.of(each.prediction().smpl().betas()));
      arrays.put(name(person, "camera"), NdArray.of(each.prediction().smpl().camera()));
      arrays.put(
          name(person, "joints"),
          NdArray.of(
              body.joints(each.prediction().smpl(), JointRecipe.SMPL24, framesPerSecond).metres()));
      each.prediction()
          .attention()
          .ifPresent(weights -> arrays.put(name(person, "attention"), NdArray.of(weights)));
    }
    Npz.write(folder.resolve("predictions.npz"), arrays);
  }

  private static String name(Squares person, String what) {
    return "person_%d.%s".formatted(person.id(), what);
  }

  private NdArray frames(Squares person) {
    return NdArray.of(
        IntStream.range(person.firstFrame(), person.firstFrame() + person.frames())
            .map(video::stored)
            .toArray(),
        person.frames());
  }

  private static NdArray squares(Squares person) {
    double[] values =
        person.boxes().stream()
            .flatMapToDouble(
                box -> java.util.stream.DoubleStream.of(box.centreX(), box.centreY(), box.width()))
            .toArray();
    return NdArray.of(values, person.frames(), 3);
  }

  /** One line per person and frame, by frame; an empty cell where there is no value. */
  void frames(List<PersonPrediction> predictions) {
    List<List<String>> lines = new ArrayList<>();
    for (int frame = 0; frame < video.frames(); frame++) {
      for (PersonPrediction each : predictions) {
        int at = frame - each.person().firstFrame();
        if (at >= 0 && at < each.person().frames()) {
          lines.add(line(frame, each, at));
        }
      }
    }
    CsvFile.write(folder.resolve("frames.csv"), FRAME_COLUMNS, lines);
  }

  private List<String> line(int frame, PersonPrediction each, int at) {
    Box box = each.person().boxes().get(at);
    List<String> line = new ArrayList<>();
    line.add(Integer.toString(video.stored(frame)));
    line.add(CsvFile.fixed(6, video.times().seconds(frame)));
    line.add(Integer.toString(each.person().id()));
    line.add(CsvFile.fixed(3, box.centreX()));
    line.add(CsvFile.fixed(3, box.centreY()));
    line.add(CsvFile.fixed(3, box.width()));
    Optional<FloatGrid> weights = each.prediction().attention();
    for (int branch = 0; branch < 3; branch++) {
      float weight = weights.isPresent() ? weights.get().at(at, branch) : Float.NaN;
      line.add(Float.isNaN(weight) ? "" : CsvFile.fixed(6, weight));
    }
    return line;
  }
}
