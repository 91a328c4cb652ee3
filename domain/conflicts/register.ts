import type { JournalEvent } from '../journal/act.ts';
import { saw } from '../journal/saw.ts';
import { decisionOf, type Decision } from './decision.ts';

/** A value and who decided it. */
export type Decided<Value> = { readonly value: Value; readonly by: Decision };

/**
 * The newest decisions about one thing, none of which was made in knowledge of another, in the order of the hybrid clock. With one there is
 * nothing to settle; with several that differ, people at two seats contradict each other.
 */
export type Register<Value> = readonly Decided<Value>[];

/** The register after one more decision: it replaces every one that was known where it was made. */
export function decide<Value>(register: Register<Value>, value: Value, event: JournalEvent): Register<Value> {
  return [...unseen(register, event), { value, by: decisionOf(event) }];
}

/** The decisions that were not known where `event` was decided. */
export function unseen<Value>(register: Register<Value>, event: JournalEvent): Register<Value> {
  return register.filter(({ by }) => !saw(event, by));
}

/**
 * The register after a person chose one of its decisions. Where a seat apart has put something else in its place meanwhile, `chosen`
 * stands beside that, for a person to see; without it such a choice changes nothing.
 */
export function choose<Value>(register: Register<Value>, chosenEventId: string, event: JournalEvent, chosen?: Value): Register<Value> {
  const found = register.find(({ by }) => by.eventId === chosenEventId);
  const value = found ? found.value : chosen;
  return value === undefined ? register : decide(register, value, event);
}

/** Whether two of the decisions have different values. */
export function isContested<Value>(register: Register<Value>): boolean {
  const first = register[0];
  return first !== undefined && register.some(({ value }) => JSON.stringify(value) !== JSON.stringify(first.value));
}
