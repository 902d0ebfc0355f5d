package hmrbench.campaign;

import hmrbench.campaign.CampaignRows.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A command that has too little of a machine, and then enough: it is done or one sentence says why
 * not, and what it leaves in the end is what an undisturbed one leaves.
 *
 * @param command what starves
 * @param top where its folders are made
 * @param suffix of the name of its row
 */
record Starving(SmallCommand command, Path top, String suffix) {

  private static final int KIBI = 1024;

  /** The least of a file of which a program can still say something. */
  private static final int LEAST_KILOBYTES = 8;

  /** Of a disk. */
  private static final int BLOCK = 4096;

  /** A row of the whole campaign. */
  static Starving whole(SmallCommand command, Path top) {
    return new Starving(command, top, "");
  }

  /** The same tried a few times; no row. */
  static Starving shortly(SmallCommand command, Path top) {
    return new Starving(command, top, ProgramTable.SHORTLY);
  }

  private ProgramTable table(Trouble trouble) {
    return new ProgramTable(trouble.row(command) + suffix);
  }

  /** With so much memory for its heap. */
  List<String> memory(String... heaps) throws Exception {
    ProgramTable table = table(Trouble.LOW_MEMORY);
    for (String heap : heaps) {
      starve(table, "heap " + heap, child -> child.withHeap(heap));
    }
    return table.finish();
  }

  /** With no more open files than these. */
  List<String> descriptors(int... most) throws Exception {
    ProgramTable table = table(Trouble.FEW_DESCRIPTORS);
    for (int each : most) {
      starve(table, each + " open files", child -> child.withDescriptors(each));
    }
    return table.finish();
  }

  /** With no larger file than these shares of its largest one. */
  List<String> largestFile(double... shares) throws Exception {
    ProgramTable table = table(Trouble.SHORT_FILES);
    long largest = sizes(SmallWork.OUT).stream().mapToLong(Long::longValue).max().orElseThrow();
    for (double share : shares) {
      int kilobytes = Math.max(LEAST_KILOBYTES, (int) (share * largest / KIBI));
      starve(table, "files of %d KiB".formatted(kilobytes), it -> it.withLargestFile(kilobytes));
    }
    return table.finish();
  }

  private void starve(ProgramTable table, String little, UnaryOperator<ChildProgram> poor)
      throws Exception {
    Path folder = command.prepare(top.resolve(CampaignTable.fileName(little)));
    ChildProgram.End first = poor.apply(ChildProgram.in(folder)).run(command.line());
    ChildProgram.End end = ChildProgram.in(folder).run(command.line());
    count(table, little, folder, first, end);
  }

  private void count(
      ProgramTable table, String little, Path folder, ChildProgram.End first, ChildProgram.End end)
      throws Exception {
    String wrong =
        first.isDone() || first.isClearError()
            ? command.wrong(end, folder)
            : "exit %d: %s".formatted(first.code(), first.said());
    table.count(wrong.isEmpty() ? "" : little + ": " + wrong, first.isClearError());
  }

  /** On a disk with so much of the room that it needs. */
  List<String> disk(double... shares) throws Exception {
    ProgramTable table = table(Trouble.FULL_DISK);
    long blocks = sizes("").stream().mapToLong(size -> (size + BLOCK - 1) / BLOCK).sum() - given();
    for (double share : shares) {
      int kilobytes = (int) (share * blocks * BLOCK / KIBI);
      Path folder = top.resolve("disk-" + kilobytes);
      try (SmallDisk disk = SmallDisk.mount(folder)) {
        command.prepare(folder);
        disk.leave(kilobytes);
        ChildProgram.End full = ChildProgram.in(folder).run(command.line());
        disk.makeRoom();
        ChildProgram.End end = ChildProgram.in(folder).run(command.line());
        count(table, kilobytes + " KiB", folder, full, end);
      }
    }
    return table.finish();
  }

  /** Blocks of what lies there before it starts, but for what it writes anew. */
  private long given() throws Exception {
    if (command != SmallCommand.VIDEO_RENDER) {
      return 0;
    }
    return sizes(SmallWork.RECORD).stream().mapToLong(size -> (size + BLOCK - 1) / BLOCK).sum();
  }

  private List<Long> sizes(String folder) throws Exception {
    List<Long> sizes = new ArrayList<>();
    Path undisturbed = command.undisturbed().folder().resolve(folder);
    try (Stream<Path> found = Files.walk(undisturbed)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        sizes.add(size(file));
      }
    }
    return sizes;
  }

  private static long size(Path file) throws IOException {
    return Files.size(file);
  }
}
