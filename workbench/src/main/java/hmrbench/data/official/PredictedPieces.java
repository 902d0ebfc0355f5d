package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The predictions for one sequence: a track, or the pieces that a tracker broke it into. Two pieces
 * that predict the same frame are refused, since the choice is the user's.
 */
final class PredictedPieces {

  private static final int MOST_NAMED = 8;

  private record Piece(String file, PredictedPerson person) {

    String words() {
      return "%s of %s".formatted(person.name(), file);
    }
  }

  private final String sequence;
  private final List<Piece> pieces = new ArrayList<>();
  private final Map<String, Piece> ownerOf = new LinkedHashMap<>();

  PredictedPieces(String sequence) {
    this.sequence = sequence;
  }

  /**
   * Adds a piece.
   *
   * @throws Fault if another one predicts the same frame, or holds other arrays
   */
  void add(String file, PredictedPerson person) {
    Piece piece = new Piece(file, person);
    if (!pieces.isEmpty() && !pieces.get(0).person().joins(person)) {
      throw Fault.asked(
          "sequence %s: %s and %s cannot be joined: one holds bodies and the other joints, or"
              + " joints in another order; give both the same arrays",
          sequence, pieces.get(0).words(), piece.words());
    }
    List<String> twice = person.frames().stream().distinct().filter(ownerOf::containsKey).toList();
    if (!twice.isEmpty()) {
      Piece other = java.util.Objects.requireNonNull(ownerOf.get(twice.get(0)));
      throw Fault.asked(
          "sequence %s: %s and %s both predict %d frames (%s); score them one by one, or leave one"
              + " out",
          sequence, other.words(), piece.words(), twice.size(), named(twice));
    }
    person.frames().forEach(frame -> ownerOf.putIfAbsent(frame, piece));
    pieces.add(piece);
  }

  private static String named(List<String> frames) {
    return frames.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (frames.size() > MOST_NAMED ? ", ..." : "");
  }

  /** The files, for messages. */
  String files() {
    return pieces.stream()
        .map(Piece::file)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), all -> named(List.copyOf(all))));
  }

  /** All pieces as one track. */
  PredictedPerson joined() {
    return PredictedPerson.joined(pieces.stream().map(Piece::person).toList());
  }

  /** A remark where there are several. */
  Optional<Remark> remark() {
    return pieces.size() == 1
        ? Optional.empty()
        : Optional.of(
            Remark.note(
                "pieces-joined",
                files(),
                "sequence %s: %d pieces are scored as one track of %d frames: %s"
                    .formatted(
                        sequence,
                        pieces.size(),
                        ownerOf.size(),
                        named(pieces.stream().map(it -> it.person().name()).distinct().toList()))));
  }
}
