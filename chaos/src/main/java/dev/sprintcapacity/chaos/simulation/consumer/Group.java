package dev.sprintcapacity.chaos.simulation.consumer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has which partitions, as the coordinator of the group sees it. Partitions with the same
 * number go together, as with the range assignor. A partition passes from member to member only
 * when the first has given it back, or was expelled.
 */
final class Group {
  private final World world;
  private final List<Membership> members = new ArrayList<>();
  private final Slot[] slots;

  /** A member from its joining to its leaving or being expelled. */
  static final class Membership {
    final Life life;

    Membership(Life life) {
      this.life = life;
    }
  }

  /** All partitions with one number. */
  private static final class Slot {
    private @Nullable Membership owner;
    private @Nullable Membership next;
    private boolean asked;

    /** Whether the owner knows that it is. */
    private boolean told;

    private @Nullable Object tenure;
  }

  Group(World world) {
    this.world = world;
    this.slots = new Slot[world.plan.partitions()];
    for (int number = 0; number < slots.length; number++) {
      slots[number] = new Slot();
    }
  }

  boolean has(@Nullable Membership member) {
    return member != null && members.contains(member);
  }

  Membership join(Life life) {
    Membership member = new Membership(life);
    members.add(member);
    world.trace.add(life.id(), "joins");
    rebalance();
    return member;
  }

  /** It left, or was silent for too long. */
  void remove(@Nullable Membership member, String why) {
    if (member == null || !members.remove(member)) {
      return;
    }
    world.trace.add(member.life.id(), why);
    for (Slot slot : slots) {
      if (slot.owner == member) {
        free(slot);
      }
    }
    rebalance();
  }

  private static void free(Slot slot) {
    slot.owner = null;
    slot.asked = false;
    slot.told = false;
  }

  /** Shares all partitions out anew. */
  void rebalance() {
    for (Slot slot : slots) {
      slot.next = members.isEmpty() ? null : members.get(world.random.nextInt(members.size()));
      if (slot.owner == null) {
        slot.owner = slot.next;
      } else if (slot.owner != slot.next || world.plan.eager()) {
        slot.asked = true;
      }
    }
  }

  /** Whether partitions of a member are on their way. */
  boolean isMoving(Membership member) {
    for (Slot slot : slots) {
      if (slot.owner == member && (slot.asked || !slot.told)) {
        return true;
      }
    }
    return false;
  }

  /** What the member has and must give back. */
  List<Integer> asked(Membership member) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < slots.length; number++) {
      if (slots[number].owner == member && slots[number].asked && slots[number].told) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** What the member has and does not know of; from now on it does. */
  List<Integer> tell(Membership member) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < slots.length; number++) {
      Slot slot = slots[number];
      if (slot.owner == member && !slot.told) {
        slot.told = true;
        slot.tenure = new Object();
        slot.asked = slot.asked && slot.next != member;
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** The member has given partitions back, of which it may have lost some meanwhile. */
  void released(Membership member, List<Integer> numbers) {
    for (int number : numbers) {
      Slot slot = slots[number];
      if (slot.owner == member) {
        free(slot);
        slot.owner = has(slot.next) ? slot.next : anyMember();
      }
    }
  }

  private @Nullable Membership anyMember() {
    return members.isEmpty() ? null : members.get(world.random.nextInt(members.size()));
  }

  /** What stands for the time from a member's being told of partitions to their end. */
  @Nullable Object tenure(Life life, int number) {
    return owns(life, number) ? slots[number].tenure : null;
  }

  /** Whether partitions are a member's, and it knows. */
  boolean owns(Life life, int number) {
    Slot slot = slots[number];
    return slot.told && slot.owner != null && slot.owner.life == life;
  }
}
