package hmrbench.io.hdf5;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.datatype.StringData;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arrays at the root of an HDF5 file, as {@code h5py} writes them by default: contiguous,
 * neither in chunks nor compressed. Numbers and texts of a fixed length; nothing is read before it
 * is asked for.
 *
 * <p>Source: The HDF Group, HDF5 File Format Specification 3.0; jHDF follows it.
 */
public final class Hdf5 {

  /** What every such file begins with, at byte 0, 512, 1024 and so on. */
  private static final int[] MAGIC = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final String file;
  private final Map<String, NdArray> arrays;

  private Hdf5(String file, Map<String, NdArray> arrays) {
    this.file = file;
    this.arrays = Collections.unmodifiableMap(arrays);
  }

  /** Whether the bytes begin as such a file does. */
  public static boolean looksLike(ByteSource source) {
    return source.startsWith(MAGIC);
  }

  /**
   * Opens a file.
   *
   * @throws Fault if it is none, is damaged, or has an array that is stored otherwise
   */
  public static Hdf5 open(Path path) {
    ByteSource source = ByteSource.open(path);
    if (!looksLike(source)) {
      throw Fault.asked(
          "%s: expected an HDF5 file, got another kind of file; check the path", path);
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (HdfFile file = new HdfFile(path)) {
      for (Node node : file.getChildren().values()) {
        if (node instanceof Dataset dataset) {
          arrays.put(node.getName(), array(dataset, source, file.getUserBlockSize()));
        }
      }
    } catch (Fault e) {
      throw e;
    } catch (RuntimeException e) { // A damaged file may trip jHDF anywhere.
      throw Fault.asked(
          "%s: a damaged HDF5 file (%s); fetch the file again",
          path, String.valueOf(e.getMessage()));
    }
    return new Hdf5(path.toString(), arrays);
  }

  private static NdArray array(Dataset dataset, ByteSource source, long userBlock) {
    if (!(dataset instanceof ContiguousDataset contiguous)) {
      throw Fault.asked(
          "%s: %s: expected an array in one piece, got one in chunks or compressed; write the file"
              + " again without chunks and compression",
          source.name(), dataset.getName());
    }
    long[] shape = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
    DType type =
        type(dataset.getDataType())
            .orElseThrow(
                () ->
                    Fault.asked(
                        "%s: %s: expected numbers or texts of a fixed length, got %s",
                        source.name(),
                        dataset.getName(),
                        dataset.getDataType().getClass().getSimpleName()));
    return NdArray.dense(
        type, shape, false, source, Math.addExact(userBlock, contiguous.getDataAddress()));
  }

  private static Optional<DType> type(DataType type) {
    if (type instanceof StringData) {
      return DType.parse("|S" + type.getSize());
    }
    String order =
        type instanceof OrderedDataType ordered && ordered.getByteOrder() == ByteOrder.BIG_ENDIAN
            ? ">"
            : "<";
    if (type instanceof FixedPoint whole) {
      return DType.parse(order + (whole.isSigned() ? "i" : "u") + type.getSize());
    }
    return type instanceof FloatingPoint
        ? DType.parse(order + "f" + type.getSize())
        : Optional.empty();
  }

  /** The file, as messages name it. */
  public String file() {
    return file;
  }

  /** Names of the arrays, in the order of the file. */
  public Set<String> names() {
    return arrays.keySet();
  }

  /** An array of the root, where there is one of this name. */
  public Optional<NdArray> find(String name) {
    return Optional.ofNullable(arrays.get(name));
  }
}
