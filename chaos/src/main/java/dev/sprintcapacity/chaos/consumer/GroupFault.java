package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What is done to the group. Closed: the checker knows what each of them excuses. */
public enum GroupFault {
  /** A member is killed and started again at once. */
  KILL {
    @Override
    boolean fits(Member member, int joined) {
      return member.joined() && member.runs();
    }

    @Override
    void strike(ConsumerStage stage, Member member) {
      member.kill();
    }
  },
  /** A member that had left joins. */
  JOIN {
    @Override
    boolean fits(Member member, int joined) {
      return !member.joined();
    }

    @Override
    void strike(ConsumerStage stage, Member member) {
      member.join();
    }
  },
  /** A member closes its consumer and stays away. */
  LEAVE {
    @Override
    boolean fits(Member member, int joined) {
      return joined > 1 && member.joined() && member.consumes();
    }

    @Override
    void strike(ConsumerStage stage, Member member) {
      member.leave();
    }
  },
  /** A member is stopped until its session is over and others have all partitions; then goes on. */
  FREEZE {
    @Override
    boolean fits(Member member, int joined) {
      return joined > 1 && member.joined() && member.consumes();
    }

    @Override
    void strike(ConsumerStage stage, Member member) {
      member.freezeDuring(() -> {
        Await.pause(stage.plan().session().plus(BEYOND_SESSION));
        stage.awaitCovered(stage.effects().lastPlace(), member.process());
      });
    }
  };

  private static final Duration BEYOND_SESSION = Duration.ofMillis(500);

  /** One of so many rebalances is a freeze: it takes longer than a session. */
  private static final int FREEZE_EACH = 5;

  abstract boolean fits(Member member, int joined);

  abstract void strike(ConsumerStage stage, Member member);

  /** A word for progress lines and counts. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** So many kills and forced rebalances: leaves and joins in turn, a fifth of them freezes. */
  static List<GroupFault> of(int kills, int rebalances) {
    List<GroupFault> faults = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      faults.add(KILL);
    }
    boolean leave = true;
    for (int i = 1; i <= rebalances; i++) {
      if (i % FREEZE_EACH == 0) {
        faults.add(FREEZE);
      } else {
        faults.add(leave ? LEAVE : JOIN);
        leave = !leave;
      }
    }
    return faults;
  }

  /** A member it can be done to right now, by chance; none where there is none. */
  List<Member> candidates(ConsumerStage stage, Random random) {
    int joined = (int) stage.members().stream().filter(Member::joined).count();
    List<Member> fitting = stage.members().stream().filter(member -> fits(member, joined)).toList();
    return fitting.isEmpty() ? List.of() : List.of(fitting.get(random.nextInt(fitting.size())));
  }
}
