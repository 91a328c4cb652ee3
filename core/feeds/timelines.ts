import type { TimelineEntry } from '#contract/records/incident-records.ts';
import type { EntityReference } from '#domain/journal/act.ts';
import type { JournalStore } from '../journal/journal-store.ts';

/** Feeds of what was decided about one thing, read from the journal itself. */
export function createTimelines(journal: Pick<JournalStore, 'ofEntity' | 'lastOfEntity'>) {
  const readers = new Map<EntityReference, Set<() => void>>();
  return {
    feed: <Parameters>(entityOf: (parameters: Parameters) => EntityReference) => ({
      read: (parameters: Parameters, afterSeq: number, limit: number): readonly { readonly seq: number; readonly item: TimelineEntry }[] =>
        journal.ofEntity(entityOf(parameters), afterSeq, limit).map(({ position, event }) => ({
          seq: position,
          item: { id: event.id, atMs: event.atMs, station: event.station, actor: event.actor, aloneSinceMs: event.aloneSinceMs ?? null, act: event.act },
        })),
      lastSeq: (parameters: Parameters): number => journal.lastOfEntity(entityOf(parameters)),
      subscribe(parameters: Parameters, onMore: () => void): () => void {
        const entity = entityOf(parameters);
        const ofEntity = readers.get(entity) ?? new Set();
        readers.set(entity, ofEntity.add(onMore));
        return () => {
          ofEntity.delete(onMore);
          if (ofEntity.size === 0) readers.delete(entity);
        };
      },
    }),
    announce(entities: readonly EntityReference[]): void {
      for (const entity of entities) for (const onMore of readers.get(entity) ?? []) onMore();
    },
  };
}
