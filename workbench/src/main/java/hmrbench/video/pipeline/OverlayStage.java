package hmrbench.video.pipeline;

import hmrbench.body.BodyModel;
import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import hmrbench.core.SmplTrack;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.CropCamera;
import hmrbench.picture.image.Picture;
import hmrbench.video.OrderedTasks;
import hmrbench.video.draw.Lettering;
import hmrbench.video.draw.Material;
import hmrbench.video.draw.Palette;
import hmrbench.video.draw.PlacedSurface;
import hmrbench.video.draw.ScenePainter;
import hmrbench.video.draw.Sketch;
import hmrbench.video.draw.Surface;
import hmrbench.video.draw.View;
import hmrbench.video.read.FrameTimes;
import hmrbench.video.read.PictureCheck;
import hmrbench.video.read.VideoFrame;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.track.PersonTrack;
import hmrbench.video.track.TrackSelection.Squares;
import hmrbench.video.write.Encoder;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.VideoWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws the bodies over the video, at its own times, while frames drawn before are encoded. */
final class OverlayStage {

  private static final double OPACITY = 0.82;
  private static final double LINE = 0.05;
  private static final int SMALLEST_LINE = 14;

  private static final int RIM_COLOUR = 0x000000;

  /** How much wider a line is with its rim, in pixels. */
  private static final double RIM = 2;

  private static final double FARTHEST_METRES = 10;
  private static final double LARGEST_SCALE = 100;

  /** Pictures that wait for the encoder. */
  private static final int WAITING = 2;

  private final VideoTask task;
  private final PeopleStage.Found people;
  private final Map<Integer, SmplTrack> bodies = new HashMap<>();
  private final Map<Integer, PersonTrack> tracks = new HashMap<>();
  private final Surface surface;
  private final ScenePainter painter;
  private final Lettering letters;
  private final VideoPasses passes;
  private final SortedMap<Integer, Integer> notDrawn = new TreeMap<>();
  private final PictureCheck check = new PictureCheck();
  private final VideoInfo info;

  OverlayStage(
      VideoTask task,
      PeopleStage.Found people,
      List<PersonPrediction> predictions,
      VideoPasses passes) {
    this.task = task;
    this.people = people;
    this.passes = passes;
    this.info = task.video().info();
    predictions.forEach(it -> bodies.put(it.person().id(), it.prediction().smpl()));
    people.tracks().forEach(it -> tracks.put(it.id(), it));
    BodyModel body = task.models().body();
    this.surface = Surface.of(body.arrays().faces(), body.arrays().vertices());
    this.painter = new ScenePainter(info.width(), info.height());
    int shorter = Math.min(info.width(), info.height());
    this.letters = new Lettering((int) Math.max(SMALLEST_LINE, LINE * shorter * 0.6), true);
  }

  /** Writes the film; what is returned knows what is odd about the pictures. */
  PictureCheck run(Path film) {
    // In steps of one frame the last one lasts as long as the others.
    FrameTimes times = task.video().times();
    long step = times.step();
    VideoInfo.Ratio tick =
        new VideoInfo.Ratio(
            Math.toIntExact(Math.multiplyExact(times.tick().above(), step)), times.tick().below());
    FilmClock clock = FilmClock.of(tick, times.framesPerSecond());
    try (VideoWriter writer =
            VideoWriter.open(film, info.width(), info.height(), clock, VideoWriter.Content.FILMED);
        OrderedTasks<Picture> encoding = new OrderedTasks<>(1)) {
      passes.run(
          "film",
          frame -> {
            check.add(frame);
            // The check keeps the picture for one more frame, to see whether it repeats.
            Picture picture = frame.picture().copy();
            draw(picture, frame);
            long ticks = (frame.ticks() - times.ticks(0)) / step;
            encoding.begin(
                () -> {
                  writer.add(picture, ticks);
                  return picture;
                });
            takeAll(encoding, WAITING);
          });
      takeAll(encoding, 0);
      writer.finish();
    }
    return check;
  }

  /** Waits until only so many pictures are not encoded yet; a failure to encode shows here. */
  private static void takeAll(OrderedTasks<Picture> encoding, int most) {
    while (encoding.waiting() > most) {
      encoding.take();
    }
  }

  /** What encodes the film. */
  static String coding() {
    Encoder encoder = Encoder.best();
    return encoder.isH264()
        ? "H.264 by " + encoder.name()
        : "MPEG-4, which not every browser plays: this build of FFmpeg has no H.264";
  }

  private void draw(Picture picture, VideoFrame frame) {
    Sketch sketch = new Sketch(picture);
    for (Squares person : people.in(frame.index())) {
      int at = frame.index() - person.firstFrame();
      Box square = person.boxes().get(at).scaled(task.cropScale());
      body(picture, person, at, square);
      box(sketch, person, frame.index(), square);
    }
    int margin = letters.height() / 3;
    write(sketch, task.models().name(), margin, margin, Palette.TEXT);
    task.models().mark().ifPresent(mark -> banner(sketch, mark));
  }

  private void body(Picture picture, Squares person, int at, Box square) {
    SmplTrack track = Optional.ofNullable(bodies.get(person.id())).orElseThrow().frames(at);
    FloatGrid camera = track.camera();
    View view =
        View.overlay(
            new CropCamera(camera.at(0, 0), camera.at(0, 1), camera.at(0, 2))
                .inPicture(square, info.width(), info.height()),
            info.width(),
            info.height());
    Material material = new Material(people.colour(person), OPACITY);
    FloatGrid vertices = task.models().body().vertices(track);
    if (!isDrawable(vertices, camera)) {
      notDrawn.merge(person.id(), 1, Integer::sum);
      return;
    }
    painter.paint(picture, view, List.of(new PlacedSurface(surface, vertices, 0, material)));
  }

  /** Whether a body is where a body can be: no one reaches further from their own middle. */
  static boolean isDrawable(FloatGrid vertices, FloatGrid camera) {
    for (int at = 0; at < vertices.length(); at++) {
      if (!(Math.abs(vertices.get(at)) <= FARTHEST_METRES)) {
        return false;
      }
    }
    return Math.abs(camera.at(0, 0)) <= LARGEST_SCALE
        && Math.abs(camera.at(0, 1)) <= FARTHEST_METRES
        && Math.abs(camera.at(0, 2)) <= FARTHEST_METRES;
  }

  /** Who was left out of frames, since no body has such a pose. */
  List<Remark> remarks() {
    return notDrawn.entrySet().stream()
        .map(
            person ->
                Remark.doubt(
                    "not-drawn",
                    "person " + person.getKey(),
                    "%d frames have a pose or a camera that no body can have (more than 10 m from"
                            .formatted(person.getValue())
                        + " the hips): they are not drawn"))
        .toList();
  }

  private void box(Sketch sketch, Squares person, int frame, Box square) {
    int colour = people.colour(person);
    double line = Math.max(1.5, letters.height() / 12.0);
    outline(sketch, square, line, colour, 0.9);
    PersonTrack track = tracks.get(person.id());
    Box seen = track == null ? null : track.boxes().get(frame);
    if (seen != null) {
      outline(sketch, seen, line / 2, Palette.TEXT, 0.5);
    }
    int left = (int) Math.max(0, square.left()) + letters.height() / 4;
    int top = (int) Math.max(0, square.top()) + letters.height() / 4;
    write(sketch, "person " + person.id(), left, top, colour);
  }

  /**
   * A line with a dark rim, which stands out from any video. The encoder needs that as much as the
   * eye: it does not code a block in which a line as bright as what is behind it has moved.
   */
  private static void outline(Sketch sketch, Box box, double line, int colour, double opacity) {
    for (boolean rim : new boolean[] {true, false}) {
      sketch.outline(
          box.left(),
          box.top(),
          box.right(),
          box.bottom(),
          rim ? line + RIM : line,
          rim ? RIM_COLOUR : colour,
          opacity);
    }
  }

  private void write(Sketch sketch, String text, int left, int top, int colour) {
    int shadow = Math.max(1, letters.height() / 16);
    letters.write(sketch, text, left + shadow, top + shadow, RIM_COLOUR, 0.8);
    letters.write(sketch, text, left, top, colour, 1);
  }

  private void banner(Sketch sketch, String mark) {
    int top = info.height() - letters.height() * 3 / 2;
    sketch.rectangle(0, top, info.width(), info.height() - top, 0x000000, 0.65);
    String text = letters.fitted(mark, info.width() - letters.height());
    letters.write(
        sketch, text, letters.height() / 2, top + letters.height() / 4, Palette.WARNING, 1);
  }
}
