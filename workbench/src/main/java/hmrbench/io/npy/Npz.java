package hmrbench.io.npy;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.ByteSource;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import hmrbench.io.ZipMembers;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Several arrays in one file: a ZIP archive with a member {@code NAME.npy} per array. */
public final class Npz {

  private static final String SUFFIX = ".npy";

  /** The date that every member carries, so that the same arrays give the same bytes. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ByteSource source;
  private final ZipMembers members;
  private final Map<String, String> memberOf = new LinkedHashMap<>();

  private Npz(ByteSource source) {
    this.source = source;
    this.members = ZipMembers.of(source);
    for (String member : members.names()) {
      if (isArray(member)) {
        memberOf.put(member.substring(0, member.length() - SUFFIX.length()), member);
      }
    }
  }

  /**
   * Opens a file; an array is read when asked for.
   *
   * @throws hmrbench.io.FormatException if it is no archive, or damaged
   */
  public static Npz open(Path path) {
    return open(ByteSource.open(path));
  }

  /** As {@link #open(Path)}. */
  public static Npz open(ByteSource source) {
    return new Npz(source);
  }

  /** Whether a member of an archive is an array by its name. */
  public static boolean isArray(String member) {
    return member.endsWith(SUFFIX);
  }

  /** The names of the arrays, in the order of the file. */
  public Set<String> names() {
    return Collections.unmodifiableSet(memberOf.keySet());
  }

  /** Whether there is an array of this name. */
  public boolean has(String name) {
    return memberOf.containsKey(name);
  }

  /** The file's name in messages. */
  public String file() {
    return source.name();
  }

  /**
   * An array.
   *
   * @throws Fault if there is none of this name; the message lists the names
   * @throws hmrbench.io.FormatException if it is damaged
   */
  public NdArray get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: expected an array named %s, got %s",
                    source.name(), name, VisibleText.value(names().toString())));
  }

  /** An array, where there is one of this name. */
  public Optional<NdArray> find(String name) {
    String member = memberOf.get(name);
    ByteSource bytes = member == null ? null : members.find(member);
    if (bytes == null) {
      return Optional.empty();
    }
    return Optional.of(Npy.read(bytes.named(source.name() + " (" + VisibleText.value(name) + ")")));
  }

  /** Writes arrays in the order of the map, deflated. The same arrays give the same bytes. */
  public static void write(Path path, Map<String, NdArray> arrays) {
    WholeFile.write(
        path,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, NdArray> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(NO_DATE);
            zip.putNextEntry(entry);
            Npy.write(zip, array.getValue());
            zip.closeEntry();
          }
          zip.finish();
        });
  }
}
