package hmrbench.run.video;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.SmplTrack;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.picture.geometry.Box;
import hmrbench.scene.FilmedPeople;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is true of a film of rendered people: as a file, and as what numbers are made of. */
public final class FilmTruth {

  private final FilmedPeople film;
  private final List<FilmedPeople.Truth> people;

  public FilmTruth(FilmedPeople film) {
    this.film = film;
    this.people = film.truth();
  }

  /** The upright boxes of each person, one per frame, in pixels. */
  public List<List<Box>> boxes() {
    return people.stream().map(FilmedPeople.Truth::boxes).toList();
  }

  /**
   * Writes {@code truth.npz}. Per person {@code frames} [T], {@code boxes} [T, 4] (left, top, width
   * and height in pixels, seen or hidden), {@code rotations} [T, 24, 3, 3] in axes of the camera,
   * {@code betas} [T, 10], {@code camera} [T, 3] of the crop that the true box gives, and {@code
   * joints} [T, 24, 3] from the camera, in metres; then {@code focal_pixels}, {@code size} and
   * {@code frames_per_second} of the film.
   */
  public void write(Path file) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (int person = 0; person < people.size(); person++) {
      FilmedPeople.Truth truth = people.get(person);
      String name = "person_%d.".formatted(person + 1);
      int frames = truth.boxes().size();
      arrays.put(name + "frames", NdArray.of(IntStream.range(0, frames).toArray(), frames));
      arrays.put(name + "boxes", boxes(truth.boxes()));
      arrays.put(name + "rotations", NdArray.of(truth.smpl().rotations()));
      arrays.put(name + "betas", NdArray.of(truth.smpl().betas()));
      arrays.put(name + "camera", NdArray.of(truth.smpl().camera()));
      arrays.put(name + "joints", NdArray.of(truth.joints()));
    }
    FilmedPeople.Asked asked = film.asked();
    arrays.put("focal_pixels", NdArray.of(new double[] {film.focalPixels()}, 1));
    arrays.put(
        "size", NdArray.of(new int[] {asked.filming().width(), asked.filming().height()}, 2));
    arrays.put("frames_per_second", NdArray.of(new double[] {asked.framesPerSecond()}, 1));
    Npz.write(file, arrays);
  }

  private static NdArray boxes(List<Box> boxes) {
    double[] values = new double[boxes.size() * 4];
    for (int t = 0; t < boxes.size(); t++) {
      Box box = boxes.get(t);
      values[t * 4] = box.left();
      values[t * 4 + 1] = box.top();
      values[t * 4 + 2] = box.width();
      values[t * 4 + 3] = box.height();
    }
    return NdArray.of(values, boxes.size(), 4);
  }

  /**
   * Scores what a video path found.
   *
   * @param tracks with their bodies, one row per frame
   * @param body that is posed for truth and prediction
   */
  public FilmScores score(List<FoundInFilm.Track> tracks, List<SmplTrack> bodies, BodyModel body) {
    double rate = film.asked().framesPerSecond();
    return FilmScores.of(
        people.stream()
            .map(
                it ->
                    new FilmScores.Truth(
                        it.boxes().stream().map(Box::square).toList(),
                        body.joints(it.smpl(), JointRecipe.SMPL14, rate)))
            .toList(),
        IntStream.range(0, tracks.size())
            .mapToObj(
                i ->
                    new FilmScores.Tracked(
                        tracks.get(i), body.joints(bodies.get(i), JointRecipe.SMPL14, rate)))
            .toList());
  }
}
