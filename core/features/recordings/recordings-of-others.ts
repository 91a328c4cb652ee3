import type { EntityReference } from '#domain/journal/act.ts';
import type { RecordingOfStation } from '#domain/recordings/recording.ts';
import type { JournalStore } from '../../journal/journal-store.ts';
import { recordingKept } from './adopt-recordings.ts';

const mostEvents = 2_000;

/** What the journal says was recorded at other stations, of an incident and its calls. Their files are with those stations, or at central. */
export function createRecordingsOfOthers(options: { journal: Pick<JournalStore, 'ofEntity'>; station: string; callsOf: (incidentId: string) => readonly string[] }) {
  const { journal, station, callsOf } = options;
  const ofEntities = (entities: readonly EntityReference[]): readonly RecordingOfStation[] => {
    const found = new Map<string, RecordingOfStation & { readonly seq: number }>();
    for (const { event } of entities.flatMap((entity) => journal.ofEntity(entity, 0, mostEvents))) {
      if (event.act.kind !== 'recording.kept' || event.station === station) continue;
      // One that was taken up again has ended twice; the later word counts.
      if ((found.get(event.act.recordingId)?.seq ?? 0) < event.seq) found.set(event.act.recordingId, { ...recordingKept(event.act), station: event.station, seq: event.seq });
    }
    return [...found.values()].map(({ seq, ...recording }) => recording);
  };
  const ofCalls = (callIds: readonly string[]) => ofEntities(callIds.map((id): EntityReference => `call:${id}`));
  return {
    ofCalls,
    ofIncident: (incidentId: string) => ofEntities([`incident:${incidentId}`, ...callsOf(incidentId).map((id): EntityReference => `call:${id}`)]),
  };
}
