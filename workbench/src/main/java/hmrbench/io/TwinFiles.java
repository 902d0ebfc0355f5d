package hmrbench.io;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that hold the same bytes, whatever their names. */
public final class TwinFiles {

  private TwinFiles() {}

  /**
   * Each file that holds the same bytes as an earlier one, with that one.
   *
   * @throws Fault if one cannot be read
   */
  public static Map<Path, Path> of(List<Path> files) {
    Map<Path, Path> twins = new LinkedHashMap<>();
    Map<Long, List<Path>> bySize = new HashMap<>();
    for (Path file : files) {
      try {
        List<Path> others = bySize.computeIfAbsent(Files.size(file), size -> new ArrayList<>());
        for (Path other : others) {
          if (Files.mismatch(file, other) < 0) {
            twins.put(file, other);
            break;
          }
        }
        others.add(file);
      } catch (IOException e) {
        throw Fault.asked("%s: cannot be read: %s; check the file", file, Reason.of(e));
      }
    }
    return twins;
  }
}
