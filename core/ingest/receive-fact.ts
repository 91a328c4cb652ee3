import type { Fact, Message } from '#domain/facts/fact.ts';
import { applyRadioSignal, closeStale, restoreOpenOvers, type OpenOvers, type OversChange } from '#domain/radio/overs.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { ChangedKeys } from '../feeds/station-feeds.ts';
import type { Stores } from '../stores.ts';
import type { Reception } from './reception.ts';

/** Puts each fact into its store. Runs inside the intake's transaction and only notes what changed. */
export function createFactReceiver(options: {
  stores: Stores;
  changed: () => ChangedKeys;
  unitOfRadio: (radioId: number) => string | null;
  radioTimeoutMs: (sourceId: string) => number;
  now: () => number;
}) {
  const { stores, changed, unitOfRadio, now } = options;
  let openOvers: OpenOvers = restoreOpenOvers(stores.transmissions.open());

  const keepOvers = ({ open, changed: transmissions }: OversChange): void => {
    openOvers = open;
    for (const heard of transmissions) {
      const transmission: Transmission = { ...heard, unitId: heard.radioId === null ? null : unitOfRadio(heard.radioId) };
      stores.transmissions.keep(transmission, now());
      changed().transmissions = true;
      if (transmission.emergency) raiseRadioEmergency(transmission);
    }
  };

  const raiseRadioEmergency = (transmission: Transmission): void => {
    const raised = stores.alarms.raise({
      id: `radio:${transmission.id}`,
      kind: 'radio-emergency',
      raisedAtMs: transmission.startedAtMs,
      sourceId: transmission.sourceId,
      unitId: transmission.unitId,
      talkgroup: transmission.talkgroup,
      radioId: transmission.radioId,
      text: transmission.alias ?? '',
    });
    if (raised) changed().alarms = true;
  };

  const receiveFix = (fix: Extract<Fact, { kind: 'fix' }>['fix']): Reception => {
    const { reception, moved } = stores.positions.receive(fix);
    if (moved !== null) changed().positions.add(moved);
    return reception;
  };

  const receiveFact = (fact: Fact, sourceId: string): Reception => {
    switch (fact.kind) {
      case 'call': {
        const reception = stores.calls.receive(fact.call);
        const callId = fact.call.form === 'event' ? fact.call.event.callId : fact.call.form === 'state' ? fact.call.state.id : fact.call.callId;
        if (reception === 'stored') changed().calls.add(callId);
        return reception;
      }
      case 'radio':
        keepOvers(applyRadioSignal(openOvers, fact.signal, options.radioTimeoutMs(sourceId)));
        return 'stored';
      case 'fix':
        return receiveFix(fact.fix);
      case 'sos': {
        const unitId = stores.positions.unitOfDevice(fact.deviceId);
        const raised = stores.alarms.raise({
          id: `sos:${fact.id}`,
          kind: 'tracker-sos',
          raisedAtMs: fact.atMs,
          sourceId,
          unitId,
          talkgroup: null,
          radioId: null,
          text: fact.text,
        });
        if (raised) changed().alarms = true;
        return raised ? 'stored' : 'duplicate';
      }
      case 'producer':
      case 'ignored':
        return 'ignored';
    }
  };

  /** Radio messages carry no id. The same bytes with a time in them are the same message; without one they may be a second over. */
  const heardBefore = (facts: readonly Fact[], message: Message): boolean =>
    facts.some((fact) => fact.kind === 'radio' && fact.signal.timed) && !stores.transmissions.firstHearing(message);

  return {
    receive(facts: readonly Fact[], sourceId: string, message: Message): Reception {
      if (heardBefore(facts, message)) return 'duplicate';
      const receptions = facts.map((fact) => receiveFact(fact, sourceId));
      return receptions.includes('stored') ? 'stored' : receptions.includes('duplicate') ? 'duplicate' : 'ignored';
    },
    remember(): () => void {
      const before = openOvers;
      return () => {
        openOvers = before;
      };
    },
    /** Marks and closes transmissions whose end never came. True when one changed. */
    closeStale(): boolean {
      const change = closeStale(openOvers, now(), options.radioTimeoutMs);
      if (change.changed.length > 0) keepOvers(change);
      openOvers = change.open;
      return change.changed.length > 0;
    },
  };
}
