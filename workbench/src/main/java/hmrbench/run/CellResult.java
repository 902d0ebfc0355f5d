package hmrbench.run;

import hmrbench.core.Remark;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.FrameTable;
import hmrbench.record.SavedPrediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A scored cell.
 *
 * @param tags of each sequence, in the order of the table
 * @param prediction what was scored, made when asked for; nothing where there are no bodies
 * @param remarks what its predictions are in doubt for, worked out when asked for
 * @param diagnosis why its numbers are what they are, made when asked for
 */
record CellResult(
    FrameTable table,
    List<Map<String, String>> tags,
    Supplier<Optional<SavedPrediction>> prediction,
    Supplier<List<Remark>> remarks,
    Supplier<CellDiagnosis> diagnosis) {}
