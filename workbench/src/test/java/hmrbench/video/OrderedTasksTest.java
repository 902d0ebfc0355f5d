package hmrbench.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OrderedTasksTest {

  @Test
  void gives_results_in_the_order_in_which_work_was_begun_whatever_is_done_first() {
    CountDownLatch secondIsDone = new CountDownLatch(1);
    try (OrderedTasks<String> line = new OrderedTasks<>(2)) {
      line.begin(
          () -> {
            await(secondIsDone);
            return "first";
          });
      line.begin(
          () -> {
            secondIsDone.countDown();
            return "second";
          });
      assertThat(line.waiting()).isEqualTo(2);
      assertThat(List.of(line.take(), line.take())).containsExactly("first", "second");
      assertThat(line.waiting()).isZero();
    }
  }

  @Test
  void one_thread_does_the_work_itself_in_order() {
    List<Integer> done = new ArrayList<>();
    try (OrderedTasks<Boolean> line = new OrderedTasks<>(1)) {
      for (int i = 0; i < 100; i++) {
        int piece = i;
        line.begin(() -> done.add(piece));
      }
      while (line.waiting() > 0) {
        line.take();
      }
    }
    assertThat(done).hasSize(100).isSorted();
  }

  @Test
  void a_failure_comes_where_its_result_would_have_come() {
    try (OrderedTasks<Integer> line = new OrderedTasks<>(1)) {
      line.begin(() -> 1);
      line.begin(
          () -> {
            throw Fault.running("broken film");
          });
      line.begin(() -> 3);
      assertThat(line.take()).isEqualTo(1);
      assertThatThrownBy(line::take).isInstanceOf(Fault.class).hasMessage("broken film");
      assertThat(line.take()).isEqualTo(3);
    }
  }

  @Test
  void closing_waits_for_what_is_being_done_and_drops_the_rest() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean dropped = new AtomicBoolean(true);
    try (OrderedTasks<Integer> line = new OrderedTasks<>(1)) {
      line.begin(
          () -> {
            begun.countDown();
            await(new CountDownLatch(1));
            ended.set(true);
            return 1;
          });
      line.begin(
          () -> {
            dropped.set(false);
            return 2;
          });
      await(begun);
    }
    assertThat(ended).isTrue();
    assertThat(dropped).isTrue();
  }

  /** Until it is open, or this thread is asked to stop. */
  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
