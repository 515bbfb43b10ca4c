package dev.sprintcapacity.chaos.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** The faults that people can ask for by name. */
public enum FaultKind {
  LEADER((random, length) -> new KillLeader()),
  INSTANCE((random, length) -> new KillInstance(random)),
  POSTGRES((random, length) -> new KillPostgres()),
  BACKEND((random, length) -> new KillBackend(random)),
  BROKER((random, length) -> new KillBroker(random)),
  ALL_BROKERS((random, length) -> new KillAllBrokers()),
  FREEZE((random, length) -> new FreezeLeader(length)),
  OUTAGE(StopBroker::new),
  FREEZE_BROKER(FreezeBroker::new),
  LEADER_CHANGE((random, length) -> new MoveLeaders(random)),
  CUT(Disturb::cut),
  SILENCE(Disturb::silence),
  SLOW(Disturb::slow);

  @SuppressWarnings("ImmutableEnumChecker") // stateless
  private final BiFunction<RandomGenerator, Duration, Fault> making;

  FaultKind(BiFunction<RandomGenerator, Duration, Fault> making) {
    this.making = making;
  }

  /**
   * Makes one.
   *
   * @param random decides what the fault leaves open
   * @param length of faults that last
   */
  public Fault make(RandomGenerator random, Duration length) {
    return making.apply(random, length);
  }

  /** Whether it goes for connections, so that they have to lead through a proxy. */
  public boolean disturbsLinks() {
    return this == CUT || this == SILENCE || this == SLOW;
  }

  /** Whether it needs several brokers. */
  public boolean needsCluster() {
    return this == LEADER_CHANGE;
  }

  /** The word to ask for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this word, if there is one. */
  public static Optional<FaultKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
