package hmrbench.io;

import hmrbench.core.VisibleText;
import hmrbench.io.FormatException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The members of a ZIP archive (also Zip64), found through its central directory. A stored member
 * is read where it lies, without a copy; a deflated one is unpacked when asked for. No member is
 * ever written under its own name.
 *
 * <p>Source of the layout: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
 */
public final class ZipMembers {

  private static final long END_MAGIC = 0x06054b50L;
  private static final int END_BYTES = 22;
  private static final long END64_MAGIC = 0x06064b50L;
  private static final long LOCATOR64_MAGIC = 0x07064b50L;
  private static final int LOCATOR64_BYTES = 20;
  private static final long ENTRY_MAGIC = 0x02014b50L;
  private static final int ENTRY_BYTES = 46;
  private static final long LOCAL_MAGIC = 0x04034b50L;
  private static final int LOCAL_BYTES = 30;
  private static final int MAX_COMMENT_BYTES = 0xffff;
  private static final long SEE_ZIP64 = 0xffff_ffffL;
  private static final int SEE_ZIP64_COUNT = 0xffff;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ENCRYPTED_FLAG = 1;
  private static final int UTF8_FLAG = 1 << 11;

  /** Deflate cannot pack tighter than this; a member that claims to is a bomb or damaged. */
  private static final long MAX_DEFLATE_RATIO = 1032;

  private static final int MAX_MEMBERS = 1_000_000;

  /**
   * @param crc check sum of the unpacked bytes (CRC-32)
   * @param packed bytes in the archive
   * @param unpacked bytes once inflated
   */
  private record Member(
      int flags, int method, long crc, long packed, long unpacked, long localHeader) {}

  private final ByteSource archive;
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** Stored members with a verified check sum. */
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  private ZipMembers(ByteSource archive) {
    this.archive = archive;
  }

  /** Whether the bytes begin as an archive does. */
  public static boolean looksLike(ByteSource source) {
    return source.startsWith('P', 'K', 3, 4) || source.startsWith('P', 'K', 5, 6);
  }

  /**
   * Reads the directory of an archive.
   *
   * @throws FormatException if it is none, is damaged, or names a member outside itself
   */
  public static ZipMembers of(ByteSource archive) {
    ZipMembers zip = new ZipMembers(archive);
    zip.readDirectory();
    return zip;
  }

  /** The names of the members, in the order of the directory. */
  public Set<String> names() {
    return Collections.unmodifiableSet(members.keySet());
  }

  /** How large a member is once unpacked, in bytes; -1 if there is no such member. */
  public long size(String name) {
    Member member = members.get(name);
    return member == null ? -1 : member.unpacked();
  }

  /**
   * The bytes of a member, or null if there is none of that name. Their check sum is that of the
   * directory; for a stored member it is verified on first access.
   *
   * @throws FormatException if the member is damaged or packed in another way than deflate
   */
  public @Nullable ByteSource find(String name) {
    Member member = members.get(name);
    if (member == null) {
      return null;
    }
    long at = dataOf(name, member);
    ByteSource packed = archive.slice(at, member.packed());
    if (member.method() != STORED) {
      return inflate(name, member, packed);
    }
    if (!checked.contains(name)) {
      requireSum(name, member, packed, sum(packed));
      checked.add(name);
    }
    return packed;
  }

  private static long sum(ByteSource bytes) {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    for (long at = 0; at < bytes.size(); at += buffer.length) {
      int n = (int) Math.min(buffer.length, bytes.size() - at);
      bytes.copyTo(at, buffer, 0, n);
      sum.update(buffer, 0, n);
    }
    return sum.getValue();
  }

  private void requireSum(String name, Member member, ByteSource packed, long sum) {
    if (sum != member.crc()) {
      throw new FormatException(
          Reason.CORRUPT,
          archive.name(),
          packed.inFile(0),
          "check sum (CRC-32) of zip member " + quoted(name),
          "%08x".formatted(member.crc()),
          "%08x".formatted(sum));
    }
  }

  private void readDirectory() {
    long end = findEnd();
    ByteCursor in = new ByteCursor(archive, end + 8);
    int countHere = in.u16("zip end record");
    long count = in.u16("zip end record");
    long bytes = in.u32("zip end record");
    long from = in.u32("zip end record");
    if (count == SEE_ZIP64_COUNT || bytes == SEE_ZIP64 || from == SEE_ZIP64) {
      ByteCursor wide = zip64End(end);
      countHere = (int) Math.min(Integer.MAX_VALUE, wide.i64("zip64 end record"));
      count = wide.i64("zip64 end record");
      wide.i64("zip64 end record");
      from = wide.i64("zip64 end record");
    }
    if (count != countHere) {
      throw in.unsupported("zip archive", "one file", "one of several parts");
    }
    if (count > MAX_MEMBERS) {
      throw in.corrupt("zip directory", "at most %d members".formatted(MAX_MEMBERS), "" + count);
    }
    in.seek(from, "start of the zip directory");
    for (long i = 0; i < count; i++) {
      readEntry(in);
    }
    requireApart(in);
    requireModest(in);
  }

  /** No two members share bytes: so they cannot unpack to more than all of the archive would. */
  private void requireApart(ByteCursor in) {
    List<Map.Entry<String, Member>> byPlace = new ArrayList<>(members.entrySet());
    byPlace.sort(Comparator.comparingLong(entry -> entry.getValue().localHeader()));
    long end = 0;
    for (Map.Entry<String, Member> entry : byPlace) {
      Member member = entry.getValue();
      if (member.localHeader() < end) {
        throw in.corrupt(
            "zip member " + quoted(entry.getKey()),
            "bytes of its own from %d on".formatted(end),
            "bytes from %d on, which another member has".formatted(member.localHeader()));
      }
      boolean sound = member.packed() >= 0 && member.packed() <= archive.size();
      end = member.localHeader() + LOCAL_BYTES + (sound ? member.packed() : 0);
    }
  }

  private void requireModest(ByteCursor in) {
    double unpacked = 0; // a sum of any sizes, without overflow
    for (Member member : members.values()) {
      unpacked += member.method() == DEFLATED ? Math.max(0, member.unpacked()) : 0;
    }
    long limit = Compression.limit(archive);
    if (unpacked > limit) {
      throw in.corrupt(
          "zip directory",
          "members of at most %d bytes once inflated (256 MiB and 200 times the file)"
              .formatted(limit),
          "%.0f".formatted(unpacked),
          "unpack it by hand if you trust it");
    }
  }

  private long findEnd() {
    long last = archive.size() - END_BYTES;
    for (long at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
      if (archive.u8(at) == 'P' && new ByteCursor(archive, at).u32("magic") == END_MAGIC) {
        return at;
      }
    }
    boolean begun = looksLike(archive);
    throw new FormatException(
        begun ? Reason.CORRUPT : Reason.NOT_THIS_FORMAT,
        archive.name(),
        archive.inFile(begun ? archive.size() : 0),
        begun ? "zip end record" : "zip archive",
        begun ? "the directory of the archive" : "bytes 50 4b 03 04 (PK)",
        begun ? "the end of the file" : "other bytes");
  }

  private ByteCursor zip64End(long end) {
    ByteCursor locator = new ByteCursor(archive, Math.max(0, end - LOCATOR64_BYTES));
    if (locator.u32("zip64 locator") != LOCATOR64_MAGIC) {
      throw locator.corrupt("zip64 locator", "bytes 50 4b 06 07", "other bytes");
    }
    locator.u32("zip64 locator");
    long at = locator.i64("zip64 locator");
    locator.seek(at, "zip64 end record");
    if (locator.u32("zip64 end record") != END64_MAGIC) {
      throw locator.corrupt("zip64 end record", "bytes 50 4b 06 06", "other bytes");
    }
    locator.skip(20, "zip64 end record");
    return locator;
  }

  private void readEntry(ByteCursor in) {
    if (in.left() < ENTRY_BYTES || in.u32("zip directory") != ENTRY_MAGIC) {
      throw in.corrupt("zip directory", "another member", "other bytes");
    }
    in.skip(4, "zip directory");
    int flags = in.u16("zip directory");
    int method = in.u16("zip directory");
    in.skip(4, "zip directory");
    long crc = in.u32("zip directory");
    long packed = in.u32("zip directory");
    long unpacked = in.u32("zip directory");
    int nameBytes = in.u16("zip directory");
    int extraBytes = in.u16("zip directory");
    int commentBytes = in.u16("zip directory");
    in.skip(8, "zip directory");
    long local = in.u32("zip directory");
    String name =
        in.text(
            nameBytes,
            (flags & UTF8_FLAG) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1,
            "zip member name");
    requireInside(in, name);
    ByteCursor extra = new ByteCursor(in.slice(extraBytes, "zip extra field"));
    in.skip(commentBytes, "zip directory");
    Member narrow = new Member(flags, method, crc, packed, unpacked, local);
    if (members.put(name, widened(narrow, extra)) != null) {
      throw in.corrupt("zip directory", "every name once", "%s twice".formatted(quoted(name)));
    }
  }

  private static Member widened(Member member, ByteCursor extra) {
    long unpacked = member.unpacked();
    long packed = member.packed();
    long local = member.localHeader();
    while (extra.left() >= 4) {
      int id = extra.u16("zip extra field");
      int length = extra.u16("zip extra field");
      if (id != 1) {
        extra.skip(Math.min(length, extra.left()), "zip extra field");
        continue;
      }
      unpacked = unpacked == SEE_ZIP64 ? extra.i64("zip64 size") : unpacked;
      packed = packed == SEE_ZIP64 ? extra.i64("zip64 size") : packed;
      local = local == SEE_ZIP64 ? extra.i64("zip64 position") : local;
      break;
    }
    return new Member(member.flags(), member.method(), member.crc(), packed, unpacked, local);
  }

  private static void requireInside(ByteCursor in, String name) {
    boolean outside =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.indexOf(':') >= 0
            || ("/" + name + "/").contains("/../");
    if (outside) {
      throw in.corrupt("zip member name", "a name inside the archive", quoted(name));
    }
  }

  private static String quoted(String name) {
    return "'" + VisibleText.value(name) + "'";
  }

  private long dataOf(String name, Member member) {
    ByteCursor in = new ByteCursor(archive);
    in.seek(member.localHeader(), "zip member " + quoted(name));
    if (in.left() < LOCAL_BYTES || in.u32("zip member") != LOCAL_MAGIC) {
      throw in.corrupt("zip member " + quoted(name), "bytes 50 4b 03 04", "other bytes");
    }
    if ((member.flags() & ENCRYPTED_FLAG) != 0) {
      throw in.unsupported("zip member " + quoted(name), "no encryption", "encryption");
    }
    if (member.method() != STORED && member.method() != DEFLATED) {
      throw in.unsupported(
          "zip member " + quoted(name), "stored or deflated", "method " + member.method());
    }
    in.skip(22, "zip member");
    int nameBytes = in.u16("zip member");
    int extraBytes = in.u16("zip member");
    in.skip(nameBytes + (long) extraBytes, "zip member " + quoted(name));
    boolean stored = member.method() == STORED;
    if (member.packed() < 0 || member.packed() > in.left()) {
      throw in.corrupt(
          "zip member " + quoted(name), member.packed() + " bytes", in.left() + " left");
    }
    if (stored ? member.packed() != member.unpacked() : tooTight(member)) {
      throw in.corrupt(
          "size of zip member " + quoted(name),
          stored
              ? "%d bytes, as stored".formatted(member.packed())
              : "at most %d bytes from %d packed ones"
                  .formatted(MAX_DEFLATE_RATIO * member.packed(), member.packed()),
          "" + member.unpacked());
    }
    return in.position();
  }

  private static boolean tooTight(Member member) {
    return member.unpacked() < 0 || member.unpacked() > MAX_DEFLATE_RATIO * member.packed();
  }

  private ByteSource inflate(String name, Member member, ByteSource packed) {
    String what = "zip member " + quoted(name);
    SourceStream raw = new SourceStream(packed);
    Inflater inflater = new Inflater(true);
    byte[] in = new byte[1 << 16];
    byte[] out = new byte[1 << 16];
    CRC32 sum = new CRC32();
    try (Spool spool = new Spool(archive, archive.name() + " (" + VisibleText.value(name) + ")")) {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int n = raw.read(in, 0, in.length);
          if (n < 0) {
            throw broken(packed, what, member, "the end of the packed bytes");
          }
          inflater.setInput(in, 0, n);
        }
        int n = inflater.inflate(out);
        if (n == 0 && inflater.needsDictionary()) {
          throw broken(packed, what, member, "a preset dictionary");
        }
        spool.write(out, 0, n);
        sum.update(out, 0, n);
        if (spool.size() > member.unpacked()) {
          throw broken(packed, what, member, "more");
        }
      }
      if (spool.size() != member.unpacked()) {
        throw broken(packed, what, member, spool.size() + " bytes");
      }
      requireSum(name, member, packed, sum.getValue());
      return spool.toSource();
    } catch (DataFormatException e) {
      FormatException fault = broken(packed, what, member, "damaged bytes: " + e.getMessage());
      fault.initCause(e);
      throw fault;
    } catch (IOException e) {
      throw Spool.fault(e);
    } finally {
      inflater.end();
    }
  }

  private FormatException broken(ByteSource packed, String what, Member member, String actual) {
    return new FormatException(
        Reason.CORRUPT,
        archive.name(),
        packed.inFile(0),
        what,
        member.unpacked() + " bytes once inflated",
        actual);
  }
}
