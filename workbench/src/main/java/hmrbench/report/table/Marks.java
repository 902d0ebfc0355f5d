package hmrbench.report.table;

import hmrbench.record.Cell;
import java.util.List;

/** Signs behind numbers, for example of significance against a baseline. */
public interface Marks {

  /** No signs. */
  Marks NONE =
      new Marks() {
        @Override
        public String of(Cell cell, String column) {
          return "";
        }

        @Override
        public List<String> notes() {
          return List.of();
        }
      };

  /** The sign behind the value of a cell over all seeds; empty for none. */
  String of(Cell cell, String column);

  /** What the signs mean. */
  List<String> notes();
}
