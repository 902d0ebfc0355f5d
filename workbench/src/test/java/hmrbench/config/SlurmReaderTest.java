package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of slurm.yaml, as it should be and as it should not. */
class SlurmReaderTest {

  @TempDir Path folder;

  private SlurmConfig read(String... lines) throws IOException {
    Path file = folder.resolve(SlurmReader.FILE);
    Files.write(file, List.of(lines));
    return SlurmReader.read(file, new PathRoots(folder, folder));
  }

  @Test
  void every_key_arrives_where_it_belongs() throws IOException {
    SlurmConfig config =
        read(
            "partition: gpu",
            "gpus: 1",
            "account: lab",
            "qos: low",
            "constraint: a100",
            "exclude: node7",
            "nodelist: node[1-4]",
            "reservation: week",
            "mail-user: me@site.org",
            "mail-type: END",
            "time: 90",
            "cpus-per-task: 4",
            "mem: 24G",
            "exclusive: true",
            "extra: {licenses: matlab, spread-job: ''}",
            "array-parallelism: 3",
            "target-minutes: 12.5",
            "signal-seconds: 60",
            "max-timeouts: 1",
            "mem-factor: 1.5",
            "requeue: false",
            "setup: [module load java, ulimit -n 4096]",
            "java: /opt/java/bin/java",
            "jar: path",
            "assume-shared: true",
            "report: {partition: short, time: '0:20:00', mem: 8G}");
    assertThat(config)
        .isEqualTo(
            new SlurmConfig(
                Map.ofEntries(
                    Map.entry("partition", "gpu"),
                    Map.entry("gpus", "1"),
                    Map.entry("account", "lab"),
                    Map.entry("qos", "low"),
                    Map.entry("constraint", "a100"),
                    Map.entry("exclude", "node7"),
                    Map.entry("nodelist", "node[1-4]"),
                    Map.entry("reservation", "week"),
                    Map.entry("mail-user", "me@site.org"),
                    Map.entry("mail-type", "END"),
                    Map.entry("time", "90"),
                    Map.entry("cpus-per-task", "4"),
                    Map.entry("mem", "24G"),
                    Map.entry("exclusive", ""),
                    Map.entry("licenses", "matlab"),
                    Map.entry("spread-job", "")),
                Optional.of(90),
                Optional.of(4),
                new SlurmConfig.Groups(3, 12.5, 60, 1, Optional.of(1.5), false),
                new SlurmConfig.Program(
                    List.of("module load java", "ulimit -n 4096"),
                    Optional.of("/opt/java/bin/java"),
                    false,
                    true),
                Map.of("partition", "short", "time", "0:20:00", "mem", "8G")));
    assertThat(config.options().keySet())
        .startsWith("partition", "gpus", "account")
        .endsWith("licenses", "spread-job");
  }

  @Test
  void nothing_given_is_what_the_site_gives() throws IOException {
    SlurmConfig config = read("requeue: true");
    assertThat(config).isEqualTo(SlurmConfig.standard());
    assertThat(config.options()).isEmpty();
    assertThat(config.minutes()).isEmpty();
    assertThat(config.groups().parallel()).isEqualTo(8);
    assertThat(config.groups().targetMinutes()).isEqualTo(10);
    assertThat(config.groups().signalSeconds()).isEqualTo(120);
    assertThat(config.groups().maxTimeouts()).isEqualTo(3);
    assertThat(config.groups().requeue()).isTrue();
    assertThat(config.program().copy()).isTrue();
    assertThat(config.program().assumeShared()).isFalse();
    assertThat(config.withParallel(5)).isEqualTo(read("array-parallelism: 5")).isNotEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "90, 90",
    "0:00:30, 1",
    "0:59:59, 59",
    "1:30:00, 90",
    "100:00:00, 6000",
    "2-03:04:05, 3064"
  })
  void times_are_read_as_sbatch_reads_them(String time, int minutes) throws IOException {
    assertThat(read("time: '" + time + "'").minutes()).contains(minutes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time: 0 | time: expected minutes, hh:mm:ss or d-hh:mm:ss, got \"0\"",
        "time: '1:60:00' | time: expected minutes, hh:mm:ss or d-hh:mm:ss, got \"1:60:00\"",
        "mem: 0G | mem: expected a number with K, M, G or T, such as 24G, got \"0G\"",
        "mem-per-cpu: 4GB | mem-per-cpu: expected a number with K, M, G or T, such as 24G, got"
            + " \"4GB\"",
        "mem-per-gpu: all | mem-per-gpu: expected a number with K, M, G or T, such as 24G, got"
            + " \"all\"",
        "partition: a b | partition: expected one word without quotes, got \"a b\"",
        "java: a b | java: expected one word without quotes, got \"a b\"",
        "cpus-per-task: 0 | cpus-per-task: must be at least 1, got 0",
        "array-parallelism: 0 | array-parallelism: must be at least 1, got 0",
        "target-minutes: 0.9 | target-minutes: must be at least 1, got 0.9",
        "signal-seconds: -1 | signal-seconds: must be from 0 to 65535, got -1",
        "signal-seconds: 65536 | signal-seconds: must be from 0 to 65535, got 65536",
        "max-timeouts: -1 | max-timeouts: must not be below 0, got -1",
        "mem-factor: 2 | mem-factor: needs mem, mem-per-cpu or mem-per-gpu, which it multiplies",
        "extra: {array: 1-9} | extra.array: is set by the program; leave it out",
        "extra: {qos: low} | extra.qos: is a separate key; write it at the top",
        "extra: {mem: 1G} | extra.mem: is a separate key; write it at the top",
        "extra: {X: y} | extra.X: expected an option of sbatch without --, such as licenses",
        "extra: {licenses: a b} | extra.licenses: expected one word without quotes, got \"a b\"",
        "report: {partition: a b} | report.partition: expected one word without quotes, got \"a b\"",
        "report: {mem: x} | report.mem: expected a number with K, M, G or T, such as 24G, got \"x\""
      })
  void what_sbatch_would_not_take_is_named_with_its_line(String line, String expected) {
    assertThatThrownBy(() -> read("# first", line))
        .isInstanceOf(Fault.class)
        .hasMessage(SlurmReader.FILE + ":2: " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpus: 1 | gres: gpu:1 | gres: is there beside gpus; leave one of them out",
        "mem: 1G | mem-per-cpu: 1G | mem-per-cpu: is there beside mem; leave one of them out",
        "mem: 1G | mem-per-gpu: 1G | mem-per-gpu: is there beside mem; leave one of them out",
        "mem-per-cpu: 1G | mem-per-gpu: 1G | mem-per-gpu: is there beside mem-per-cpu; leave one of"
            + " them out",
        "mem: 1G | mem-factor: 1 | mem-factor: must be above 1 and at most 8, got 1",
        "mem: 1G | mem-factor: 8.5 | mem-factor: must be above 1 and at most 8, got 8.5"
      })
  void what_does_not_go_together_is_named(String one, String other, String expected) {
    assertThatThrownBy(() -> read(one, other))
        .isInstanceOf(Fault.class)
        .hasMessage(SlurmReader.FILE + ":2: " + expected);
  }

  @Test
  void all_mistakes_come_at_once() {
    assertThatThrownBy(() -> read("time: soon", "report: {time: later, tim: 1}"))
        .isInstanceOf(Fault.class)
        .hasMessageContainingAll(
            ":1: time: expected minutes, hh:mm:ss or d-hh:mm:ss, got \"soon\"\n",
            ":2: report.time: expected minutes, hh:mm:ss or d-hh:mm:ss, got \"later\"\n",
            ":2: report.tim: unknown key; did you mean time?");
  }

  @ParameterizedTest
  @CsvSource({
    "mem, 24G, 1, --mem=49152M", // 24 x 2 x 1024
    "mem, 24G, 2, --mem=98304M",
    "mem, 500, 1, --mem=1000M",
    "mem-per-cpu, 300K, 1, --mem-per-cpu=600K",
    "mem-per-cpu, 600K, 1, --mem-per-cpu=2M", // 1200 KiB, rounded up
    "mem-per-gpu, 1T, 1, --mem-per-gpu=2097152M"
  })
  void memory_grows_by_the_factor(String key, String amount, int times, String option)
      throws IOException {
    assertThat(read(key + ": " + amount, "mem-factor: 2").memoryAfter(times)).contains(option);
  }

  @Test
  void memory_stays_without_a_factor_and_before_it_ran_out() throws IOException {
    assertThat(read("mem: 24G").memoryAfter(1)).isEmpty();
    assertThat(read("mem: 24G", "mem-factor: 2").memoryAfter(0)).isEmpty();
  }

  @Test
  void groups_are_filled_to_the_target_and_well_within_the_limit() throws IOException {
    assertThat(read("target-minutes: 12").groupSeconds()).isEqualTo(720);
    assertThat(read("target-minutes: 12", "time: 60").groupSeconds()).isEqualTo(720);
    assertThat(read("target-minutes: 12", "time: 10").groupSeconds()).isCloseTo(420, within(1e-9));
  }
}
