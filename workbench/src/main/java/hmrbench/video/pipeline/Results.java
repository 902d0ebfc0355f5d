package hmrbench.video.pipeline;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import hmrbench.io.npy.Npz;
import hmrbench.video.geometry.Box;
import hmrbench.video.read.Video;
import hmrbench.video.track.TrackSelection.Squares;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a video leaves as numbers: {@code features.npz}, {@code predictions.npz} and {@code
 * frames.csv}. Names of arrays begin with {@code person_N.}.
 */
final class Results {

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
    StringBuilder text =
        new StringBuilder(
            "frame,time_s,person,centre_x,centre_y,side,"
                + "attention_past,attention_current,attention_future\n");
    for (int frame = 0; frame < video.frames(); frame++) {
      for (PersonPrediction each : predictions) {
        int at = frame - each.person().firstFrame();
        if (at >= 0 && at < each.person().frames()) {
          Box box = each.person().boxes().get(at);
          text.append(
              String.format(
                  Locale.ROOT,
                  "%d,%.6f,%d,%.3f,%.3f,%.3f,%s\n",
                  video.stored(frame),
                  video.times().seconds(frame),
                  each.person().id(),
                  box.centreX(),
                  box.centreY(),
                  box.width(),
                  attention(each, at)));
        }
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    WholeFile.write(folder.resolve("frames.csv"), out -> out.write(bytes));
  }

  private static String attention(PersonPrediction person, int row) {
    if (person.prediction().attention().isEmpty()) {
      return ",,";
    }
    FloatGrid weights = person.prediction().attention().get();
    return IntStream.range(0, 3)
        .mapToObj(branch -> weights.at(row, branch))
        .map(weight -> weight.isNaN() ? "" : String.format(Locale.ROOT, "%.6f", weight))
        .collect(Collectors.joining(","));
  }
}
