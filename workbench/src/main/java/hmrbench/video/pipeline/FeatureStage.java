package hmrbench.video.pipeline;

import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import hmrbench.io.NdArray;
import hmrbench.picture.image.PersonCrops;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Png;
import hmrbench.record.Sha256;
import hmrbench.video.OrderedTasks;
import hmrbench.video.draw.Lettering;
import hmrbench.video.draw.Palette;
import hmrbench.video.draw.Sketch;
import hmrbench.video.read.VideoFrame;
import hmrbench.video.track.TrackSelection.Squares;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Crops every person out of every frame and lets the image network look, some crops at a time;
 * meanwhile the next ones are cropped.
 */
final class FeatureStage {

  /** What features depend on beside their inputs: which rules of ours made them. */
  private static final int RULES = 2;

  /** Small crops are enlarged on the sheet until they are about this wide, in pixels. */
  private static final int SHOWN_SIDE = 224;

  /** Crops per person on the sheet of samples. */
  private static final int SHOWN = 8;

  private static final int CAPTION = 22;

  private final VideoTask task;
  private final PeopleStage.Found people;
  private final VideoPasses passes;
  private final Listener listener;
  private final String key;
  private final VideoTask.Backbone backbone;
  private final PersonCrops crops;
  private final int values;
  private final int shownTimes;
  private final Map<Integer, FeatureFile> files = new LinkedHashMap<>();

  FeatureStage(
      VideoTask task,
      String inputHash,
      PeopleStage.Found people,
      VideoPasses passes,
      Listener listener) {
    this.task = task;
    this.people = people;
    this.passes = passes;
    this.listener = listener;
    this.backbone = task.models().backbone();
    this.crops = backbone.crops();
    this.values = 3 * crops.side() * crops.side();
    this.shownTimes = Math.max(1, SHOWN_SIDE / crops.side());
    this.key =
        Sha256.of(
                "%s\n%s\n%s\n%s\n%s\nrules %d"
                    .formatted(
                        inputHash,
                        backbone.key(),
                        crops,
                        task.cropScale(),
                        people.squares(),
                        RULES))
            .substring(0, 16);
  }

  private Path file(Squares person) {
    return task.out()
        .resolve("stages")
        .resolve("features-%s-person-%d.f32".formatted(key, person.id()));
  }

  /** The sheet with some of the crops. */
  Path sheet() {
    return task.out().resolve("crops.png");
  }

  private Path keptSheet() {
    return task.out().resolve("stages").resolve("crops-%s.png".formatted(key));
  }

  /** Features [T, F] of each person by number; what an earlier run made is taken again. */
  Map<Integer, NdArray> run() {
    int size = backbone.featureSize();
    boolean there =
        Files.isRegularFile(keptSheet())
            && people.squares().stream()
                .allMatch(it -> FeatureFile.isWhole(file(it), it.frames(), size));
    if (there) {
      listener.remark(
          Remark.note("resumed", "features", "taken from " + task.out().resolve("stages")));
    } else {
      make();
    }
    Png.write(Png.read(keptSheet()), sheet());
    Map<Integer, NdArray> features = new LinkedHashMap<>();
    for (Squares person : people.squares()) {
      features.put(person.id(), FeatureFile.open(file(person), person.frames(), size));
    }
    return features;
  }

  private void make() {
    try (Looks looks = new Looks()) {
      people.squares().forEach(it -> files.put(it.id(), FeatureFile.create(file(it))));
      Picture sheet = emptySheet();
      passes.run("features", frame -> crop(frame, looks, sheet));
      looks.finish();
      files.values().forEach(FeatureFile::finish);
      Png.write(sheet, keptSheet());
    } finally {
      files.values().forEach(FeatureFile::close);
    }
  }

  private void crop(VideoFrame frame, Looks looks, Picture sheet) {
    for (Squares person : people.in(frame.index())) {
      int at = frame.index() - person.firstFrame();
      Picture crop = crops.cut(frame.picture(), person.boxes().get(at), task.cropScale());
      looks.add(crop, person);
      show(crop, person, at, frame.index(), sheet);
    }
  }

  /** Batches that are being filled, looked at, or wait to be written, in their order. */
  private final class Looks implements AutoCloseable {
    private final OrderedTasks<FloatGrid> asked = new OrderedTasks<>(task.models().workers());
    private final Deque<List<Squares>> owners = new ArrayDeque<>();
    private List<Squares> batch = new ArrayList<>();
    private final float[] images = new float[backbone.imagesAtOnce() * values];

    void add(Picture crop, Squares person) {
      crops.write(crop, images, batch.size() * values);
      batch.add(person);
      if (batch.size() == backbone.imagesAtOnce()) {
        ask();
      }
    }

    private void ask() {
      FloatGrid filled =
          FloatGrid.owning(
              Arrays.copyOf(images, batch.size() * values),
              batch.size(),
              3,
              crops.side(),
              crops.side());
      asked.begin(() -> backbone.features().apply(filled));
      owners.add(batch);
      batch = new ArrayList<>();
      // One batch more than there are workers waits, so that none of them has to.
      while (asked.waiting() > task.models().workers() + 1) {
        write();
      }
    }

    private void write() {
      FloatGrid features = asked.take();
      List<Squares> persons = owners.remove();
      for (int row = 0; row < persons.size(); row++) {
        Objects.requireNonNull(files.get(persons.get(row).id())).add(features, row);
      }
    }

    void finish() {
      if (!batch.isEmpty()) {
        ask();
      }
      while (asked.waiting() > 0) {
        write();
      }
    }

    @Override
    public void close() {
      asked.close();
    }
  }

  private Picture emptySheet() {
    return Picture.black(SHOWN * shownSide(), people.squares().size() * (shownSide() + CAPTION));
  }

  private int shownSide() {
    return crops.side() * shownTimes;
  }

  /** Puts every so many crops of a person into their row of the sheet. */
  private void show(Picture crop, Squares person, int at, int frame, Picture sheet) {
    int column = at * SHOWN / person.frames();
    boolean first = at == 0 || (at - 1) * SHOWN / person.frames() < column;
    if (!first) {
      return;
    }
    int top = people.squares().indexOf(person) * (shownSide() + CAPTION);
    Sketch sketch = new Sketch(sheet);
    sketch.paste(crop.enlarged(shownTimes), column * shownSide(), top + CAPTION);
    String caption = "person %d, frame %d".formatted(person.id(), task.video().stored(frame));
    new Lettering(CAPTION - 4, false)
        .write(sketch, caption, column * shownSide() + 4, top + 2, Palette.TEXT, 1);
  }
}
