package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.events.EventType;

/** Where a sprint is in its life, as its events tell it. */
enum LifePhase {
  UNBORN,
  PLANNED,
  ACTIVE,
  COMPLETED,
  DELETED;

  /** Whether a sprint in this phase may have an event of the type. */
  boolean allows(EventType type) {
    return switch (type) {
      case SPRINT_CREATED -> this == UNBORN;
      case TEAM_MEMBER_ADDED, SPRINT_STARTED -> this == PLANNED;
      case SPRINT_UPDATED, TEAM_MEMBER_UPDATED -> this == PLANNED || this == ACTIVE;
      case SPRINT_COMPLETED -> this == ACTIVE;
      case SPRINT_DELETED -> this == PLANNED || this == ACTIVE || this == COMPLETED;
    };
  }

  /** The phase after an event of the type. */
  LifePhase after(EventType type) {
    return switch (type) {
      case SPRINT_CREATED -> PLANNED;
      case SPRINT_STARTED -> ACTIVE;
      case SPRINT_COMPLETED -> COMPLETED;
      case SPRINT_DELETED -> DELETED;
      case TEAM_MEMBER_ADDED -> this == UNBORN ? PLANNED : this;
      case SPRINT_UPDATED, TEAM_MEMBER_UPDATED -> this == UNBORN ? PLANNED : this;
    };
  }
}
