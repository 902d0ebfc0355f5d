package hmrbench.run;

import hmrbench.record.Cell;
import hmrbench.record.CellDiagnosis;
import hmrbench.run.Summaries.SequenceMeans;
import java.util.List;

/**
 * A scored cell.
 *
 * @param rows how many it has
 * @param means of its sequences
 * @param diagnosis why its numbers are what they are
 * @param bodies whether all of its predictions are bodies
 * @param target where its records are, which become part of the run when it is finished
 * @param stages what it took
 */
record CellResult(
    Cell cell,
    long rows,
    List<SequenceMeans> means,
    CellDiagnosis diagnosis,
    boolean bodies,
    CellTarget target,
    Stages stages) {}
