import { entitiesTouched, type EntityReference } from '#domain/journal/act.ts';
import { foldEntity, type AnyEntityState } from '#domain/journal/fold-entity.ts';
import type { PlacedEvent } from './journal-store.ts';

/** So many events may have to be folded again when one comes late. */
export const eventsPerCheckpoint = 64;
/** How many states in between an entity keeps; before the oldest everything is folded again. */
export const checkpointsKept = 16;

/** An entity folded from its first event on, and what is kept beside its state; nothing of it is written yet. */
export type WholeFold = {
  state: AnyEntityState | undefined;
  order: string;
  /** Events since the last checkpoint. */
  folded: number;
  readonly seen: Map<string, number>;
  readonly checkpoints: { readonly order: string; readonly body: string }[];
};

export const nothingFolded = (): WholeFold => ({ state: undefined, order: '', folded: 0, seen: new Map(), checkpoints: [] });

/** Adds the next event in the order. */
export function foldNext(entity: EntityReference, whole: WholeFold, { event, order }: PlacedEvent): void {
  whole.state = foldEntity(entity, whole.state, event);
  whole.order = order;
  whole.seen.set(event.station, Math.max(whole.seen.get(event.station) ?? 0, event.seq));
  whole.folded += 1;
  if (whole.folded < eventsPerCheckpoint) return;
  whole.folded = 0;
  if (whole.state === undefined) return;
  whole.checkpoints.push({ order, body: JSON.stringify(whole.state) });
  if (whole.checkpoints.length > checkpointsKept) whole.checkpoints.shift();
}

export type FoldAnew = {
  /** The next event as it is read from the journal, in whatever order. */
  add(placed: PlacedEvent): void;
  /** Writes what is still held; what could not be folded as it was read is folded from the journal. */
  writeRest(): Generator<void>;
};

/**
 * Folds all entities from nothing while their events are read once. Whose events do not come in the order of folding, or who got others
 * meanwhile, is folded from the journal at the end. Everything runs inside the caller's transactions.
 */
export function createFoldAnew(options: {
  /** Up to where an entity is folded that people see already; it is left as it is until everything of it has been read. */
  headOf: (entity: EntityReference) => string | undefined;
  write: (entity: EntityReference, whole: WholeFold) => void;
  foldFromJournal: (entity: EntityReference) => void;
  /** Entities that were noted to be folded again. */
  noted: () => readonly EntityReference[];
  /** So many entities are held while events of others come by; an incident's events stand close together. */
  heldAtOnce?: number;
}): FoldAnew {
  const { headOf, write, foldFromJournal, heldAtOnce = 10_000 } = options;
  const held = new Map<EntityReference, WholeFold>();
  const written = new Set<EntityReference>();
  const again = new Set<EntityReference>();

  const letGoOfOldest = (): void => {
    const oldest = held.entries().next().value;
    if (!oldest) return;
    const [entity, whole] = oldest;
    held.delete(entity);
    if (headOf(entity) === undefined) {
      write(entity, whole);
      written.add(entity);
    } else again.add(entity);
  };

  const addTo = (entity: EntityReference, placed: PlacedEvent): void => {
    if (again.has(entity)) return;
    const whole = held.get(entity) ?? nothingFolded();
    held.delete(entity);
    if (written.has(entity) || placed.order <= whole.order) {
      again.add(entity);
      return;
    }
    foldNext(entity, whole, placed);
    // At the end of the map: who was touched last is let go of last.
    held.set(entity, whole);
    if (held.size > heldAtOnce) letGoOfOldest();
  };

  return {
    add(placed) {
      if (placed.dead === null) for (const entity of entitiesTouched(placed.event.act)) addTo(entity, placed);
    },
    *writeRest() {
      for (const [entity, whole] of held) {
        const head = headOf(entity);
        if (head === undefined || head === whole.order) write(entity, whole);
        else again.add(entity);
        yield;
      }
      held.clear();
      for (const entity of new Set([...again, ...options.noted()])) {
        foldFromJournal(entity);
        yield;
      }
    },
  };
}
