package dev.sprintcapacity.chaos.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The faults that people can ask for by name. */
public enum FaultKind {
  LEADER {
    @Override
    public Fault make(RandomGenerator random, Duration length) {
      return new KillLeader();
    }
  },
  INSTANCE {
    @Override
    public Fault make(RandomGenerator random, Duration length) {
      return new KillInstance(random);
    }
  },
  POSTGRES {
    @Override
    public Fault make(RandomGenerator random, Duration length) {
      return new KillPostgres();
    }
  },
  BROKER {
    @Override
    public Fault make(RandomGenerator random, Duration length) {
      return new KillBroker();
    }
  },
  FREEZE {
    @Override
    public Fault make(RandomGenerator random, Duration length) {
      return new FreezeLeader(length);
    }
  },
  OUTAGE {
    @Override
    public Fault make(RandomGenerator random, Duration length) {
      return new StopBroker(length);
    }
  };

  /**
   * Makes one.
   *
   * @param random decides what the fault leaves open
   * @param length of faults that last
   */
  public abstract Fault make(RandomGenerator random, Duration length);

  /** The word to ask for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this word, if there is one. */
  public static Optional<FaultKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
