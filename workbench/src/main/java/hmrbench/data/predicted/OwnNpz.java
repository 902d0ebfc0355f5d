package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.FileKind;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The npz that {@link PredictionFile} documents: any number of sequences, one row per frame. */
final class OwnNpz implements PredictionFormat {

  @Override
  public String program() {
    return "npz";
  }

  @Override
  public String files() {
    return "any .npz with frame, and pose, rotations or joints";
  }

  /** Any npz with one of its keys is taken for one where no other layout knows it. */
  @Override
  public boolean isGeneral() {
    return true;
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.kind() == FileKind.NPZ && file.hasOneOf("frame", "pose", "rotations", "joints");
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    return new PredictionFile(
        file.name(), "npz", people(file.npz().orElseThrow(), file.stem(), reading));
  }

  private static List<PredictedPerson> people(Npz npz, String stem, PredictionReading reading) {
    NdArray frames = npz.get("frame");
    List<String> labels = FrameNames.of(npz.file(), "frame", frames);
    String[] sequences = sequences(npz, labels.size(), stem);
    PredictedPerson all =
        new PredictionArrays(
                npz.file(),
                npz::find,
                row -> "sequence %s, frame %s".formatted(sequences[row], labels.get(row)),
                reading)
            .person(stem, "", labels);
    Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
    for (int row = 0; row < sequences.length; row++) {
      rowsOf.computeIfAbsent(sequences[row], name -> new ArrayList<>()).add(row);
    }
    List<PredictedPerson> people = new ArrayList<>();
    rowsOf.forEach(
        (name, its) ->
            people.add(all.rows(name, its.stream().mapToInt(Integer::intValue).toArray())));
    return people;
  }

  private static String[] sequences(Npz npz, int rows, String fallback) {
    String[] names = new String[rows];
    Arrays.fill(names, fallback);
    Optional<NdArray> stored = npz.find("sequence");
    if (stored.isEmpty()) {
      return names;
    }
    if (stored.get().count() == 1 && stored.get().rank() == 0) {
      Arrays.fill(names, stored.get().strings()[0]);
      return names;
    }
    if (!stored.get().hasShape(rows)) {
      throw PredictionArrays.wrong(
          npz.file(), "sequence", "one name, or one per frame", stored.get());
    }
    return stored.get().strings();
  }
}
