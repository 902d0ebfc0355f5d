package hmrbench.run;

import hmrbench.core.ParallelWork;
import hmrbench.core.Rates;
import hmrbench.data.Dataset;
import hmrbench.record.Cell;
import hmrbench.record.RunStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Keeps what networks on pictures saw of the data sets of a run, at the rate that pages show. */
final class CropRecords {

  private CropRecords() {}

  /**
   * Writes the crops that are missing, of every data set that has pictures.
   *
   * @param done cells whose records there are
   */
  static void write(List<Cell> done, Map<String, DataSource> sources, RunStore store, int workers) {
    sources.forEach(
        (name, source) -> {
          List<Double> rates =
              done.stream()
                  .filter(cell -> cell.dataset().equals(name))
                  .map(Cell::fps)
                  .distinct()
                  .toList();
          Rates.shown(rates).ifPresent(rate -> write(source, rate, store, workers));
        });
  }

  private static void write(DataSource source, double rate, RunStore store, int workers) {
    Dataset set = source.dataset();
    List<Integer> positions = source.positions();
    ParallelWork.each(
        Collections.nCopies(workers, store),
        positions.size(),
        (member, piece) -> {
          int index = positions.get(piece);
          String sequence = set.sequences().get(index);
          if (!member.hasCrops(set.name(), rate, sequence)) {
            set.crops(index, rate)
                .ifPresent(
                    film -> member.writeCrops(set.name(), rate, sequence, film.side(), film.rgb()));
          }
          return piece;
        });
  }
}
