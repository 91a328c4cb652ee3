import type { Handlers } from '#contract/serve/serve.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Act } from '#domain/journal/act.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import { filedSpans, isWorthFiling } from '#domain/radio/joins-incident.ts';
import type { Filing } from '#domain/radio/filing.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { SoundPlace } from '#domain/recordings/sound-of.ts';
import type { Journal } from '../../journal/journal.ts';
import type { FilingStore } from './store.ts';

const mostShown = 300;

/** Transmissions in the timelines of incidents: those of its units by themselves, others because somebody put them there. */
export function createFilingHandlers(options: {
  journal: Journal;
  store: FilingStore;
  readIncident: (id: string) => Incident | undefined;
  readTransmission: (id: string) => Transmission | undefined;
  ofUnit: (unitId: string, fromMs: number, untilMs: number, limit: number) => readonly Transmission[];
  /** In which recording each is heard. */
  soundsOf: (overs: readonly Transmission[]) => ReadonlyMap<string, SoundPlace>;
  now: () => number;
}): Pick<Handlers, 'transmission.file' | 'transmission.take-out' | 'transmission.sound' | 'incident.transmissions'> {
  const { journal, store, readIncident, readTransmission } = options;
  /** A transmission that turned out to be another one, heard elsewhere, is that one. */
  const wholeOf = (id: string): Transmission | undefined => {
    const transmission = readTransmission(id);
    return transmission?.mergedInto == null ? transmission : (readTransmission(transmission.mergedInto) ?? transmission);
  };
  /** Where the transmission was filed last, under whichever of the overs it is made of. */
  const filingOf = ({ id, receivers }: Transmission): (Filing & { readonly transmissionId: string }) | undefined => {
    const overs = [...new Set([id, ...receivers.map((receiver) => receiver.id)])];
    const filings = overs.flatMap((transmissionId) => {
      const filing = store.read(transmissionId);
      return filing ? [{ ...filing, transmissionId }] : [];
    });
    return filings.reduce<(typeof filings)[number] | undefined>((newest, each) => (newest && newest.atMs >= each.atMs ? newest : each), undefined);
  };
  return {
    'transmission.file': ({ transmissionId: heardId, incidentId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const transmission = wholeOf(heardId);
        if (!transmission) return { acts: [], answer: failure('no-transmission', 'There is no such transmission at this station.') };
        if (!readIncident(incidentId)) return { acts: [], answer: failure('no-incident', 'There is no such incident.') };
        const transmissionId = transmission.id;
        const before = filingOf(transmission);
        const filedIn = before?.incidentId ?? null;
        if (filedIn === incidentId) return { acts: [], answer: success({}) };
        const { unitId, alias, radioId, talkgroup, startedAtMs, durationMs } = transmission;
        const heard = { unitId, alias, radioId, talkgroup, startedAtMs, durationMs };
        const moved: Act[] =
          before === undefined || filedIn === null ? [] : [{ kind: 'transmission.taken-out', transmissionId: before.transmissionId, incidentId: filedIn }];
        return { acts: [...moved, { kind: 'transmission.filed', transmissionId, incidentId, heard }], answer: success({}) };
      }),

    'transmission.take-out': ({ transmissionId, incidentId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const transmission = wholeOf(transmissionId);
        const filing = transmission ? filingOf(transmission) : { transmissionId, incidentId: store.read(transmissionId)?.incidentId };
        const acts: Act[] = filing?.incidentId === incidentId ? [{ kind: 'transmission.taken-out', transmissionId: filing.transmissionId, incidentId }] : [];
        return { acts, answer: success({}) };
      }),

    'incident.transmissions': ({ incidentId }) => {
      const incident = readIncident(incidentId);
      if (!incident) return success([]);
      const own = filedSpans(incident.assignments)
        .flatMap(({ unitId, fromMs, untilMs }) => options.ofUnit(unitId, fromMs, untilMs ?? options.now(), mostShown))
        .filter(isWorthFiling);
      const filed = store.ofIncident(incidentId).flatMap((id) => wholeOf(id) ?? []);
      const once = new Map([...own, ...filed].map((transmission) => [transmission.id, { transmission, filing: filingOf(transmission) }]));
      const here = [...once.values()].flatMap(({ transmission, filing }) => {
        // What somebody filed elsewhere is there and not here.
        if ((filing?.incidentId ?? incidentId) !== incidentId) return [];
        return [{ transmission, filedBy: filing?.incidentId === incidentId ? filing.actor : null }];
      });
      const inOrder = here.toSorted(({ transmission: one }, { transmission: other }) => one.startedAtMs - other.startedAtMs || (one.id < other.id ? -1 : 1));
      const shown = inOrder.slice(-mostShown);
      const sounds = options.soundsOf(shown.map(({ transmission }) => transmission));
      return success(shown.map((entry) => ({ ...entry, sound: sounds.get(entry.transmission.id) ?? null })));
    },

    'transmission.sound'({ transmissionId }) {
      const transmission = wholeOf(transmissionId);
      return success({ sound: (transmission && options.soundsOf([transmission]).get(transmission.id)) ?? null });
    },
  };
}
