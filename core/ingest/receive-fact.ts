import type { Profile } from '#contract/profile.ts';
import { emergencyId } from '#domain/alarms/alarm-stage.ts';
import type { Fact } from '#domain/facts/fact.ts';
import { consoleSource } from '#domain/radio/console-transmission.ts';
import { htDeviceId } from '#domain/positions/ht-device.ts';
import { talkerAt } from '#domain/radio/talker-at.ts';
import { applyRadioSignal, closeAll, closeStale, noOvers, restoreOpenOvers, type OpenOvers, type OversChange } from '#domain/radio/overs.ts';
import { ownOver, transmissionsAround } from '#domain/radio/one-transmission.ts';
import type { RadioSignal } from '#domain/radio/radio-signal.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { Raised } from '../features/alarms/store.ts';
import type { ChangedKeys } from '../feeds/station-feeds.ts';
import type { Stores } from '../stores.ts';
import type { FactReceiver } from './intake.ts';
import type { Reception } from './reception.ts';

/** What ended longer ago is no longer put together with what is heard. */
const recentMs = 600_000;
const defaultTimeoutMs = 180_000;
/** What is told each second while it lasts: a trunked call in a list, a talker at a program that is asked. */
const listedCallTimeoutMs = 10_000;

/** Puts each fact into its store. Runs inside a transaction of its caller and only notes what changed. */
export function createFactReceiver(options: {
  stores: Stores;
  profile: Pick<Profile, 'sources'>;
  changed: () => ChangedKeys;
  now: () => number;
  /** What others heard earlier: overs on the air are not its business. */
  isHistory?: boolean;
}): FactReceiver & {
  /**
   * The work of closing transmissions whose end will not come, those of sources that are down included; null when there
   * is none. To be run in a transaction.
   */
  closeUnended(downSourceIds: readonly string[]): (() => void) | null;
  /** Ends calls of which nobody has said anything for a day. To be run in a transaction. */
  endForgottenCalls(nowMs: number): void;
} {
  const { stores, changed, profile, now } = options;
  const timeouts = radioTimeouts(profile);
  const timeoutMs = (sourceId: string): number => timeouts.get(sourceId) ?? defaultTimeoutMs;
  let isRetained = false;
  let openOvers: OpenOvers = options.isHistory === true ? noOvers : restoreOpenOvers(stores.transmissions.recent(now() - recentMs).filter(({ sourceId }) => sourceId !== consoleSource).map(ownOver));

  const keepOvers = ({ open, changed: transmissions }: OversChange): void => {
    openOvers = open;
    for (const heard of transmissionsAround(openOvers, transmissions, stores.transmissions.read)) {
      const transmission: Transmission = { ...heard, unitId: heard.radioId === null ? null : stores.radios.unitOf(heard.radioId) };
      stores.transmissions.keep(transmission, now());
      changed().transmissions = true;
      if (transmission.mergedInto !== null) continue;
      if (stores.radios.hear(transmission)) changed().radios.add(String(transmission.radioId));
      if (transmission.emergency) raiseEmergency(transmission);
    }
  };

  const raise = (alarm: Raised): Reception => {
    if (!stores.alarms.raise(alarm, now(), isRetained)) return 'duplicate';
    changed().alarms = true;
    return 'stored';
  };

  /** One press heard by several receivers, or told again, is one alarm. */
  const raiseEmergency = (transmission: Transmission): void => {
    const { radioId, startedAtMs, receivers } = transmission;
    if (receivers.some(({ id }) => stores.alarms.read(`radio:${id}`)) || (radioId !== null && stores.alarms.isSamePress(radioId, startedAtMs))) return;
    raise(radioEmergency(transmission));
  };

  const receiveSignal = (signal: RadioSignal): Reception => {
    keepOvers(applyRadioSignal(openOvers, signal, timeoutMs(signal.sourceId)));
    return 'stored';
  };

  const receiveFix = (fix: Extract<Fact, { kind: 'fix' }>['fix']): Reception => {
    const { reception, moved, told } = stores.positions.receive(fix);
    const { fixes } = changed();
    if (told !== null) fixes.set(told, Math.min(fix.fixedAtMs, fixes.get(told) ?? Infinity));
    if (moved !== null) changed().positions.add(moved);
    return reception;
  };

  const endCalls = (callIds: readonly string[]): Reception => {
    for (const callId of callIds) changed().calls.add(callId);
    return callIds.length > 0 ? 'stored' : 'ignored';
  };

  const receiveOne = (fact: Fact, sourceId: string): Reception => {
    switch (fact.kind) {
      case 'call': {
        const { reception, callId } = stores.calls.receive(fact.call);
        if (reception === 'stored') changed().calls.add(callId);
        return reception;
      }
      case 'caller-fix': {
        const { reception, callIds } = stores.callerFixes.receive(fact.fix);
        for (const callId of callIds) changed().calls.add(callId);
        return reception;
      }
      case 'queue-list':
        return endCalls(stores.calls.hearQueueList(sourceId, fact.list, now()));
      case 'calls-synced':
        return endCalls(stores.calls.bridgeSynced(sourceId, fact.producer, fact.epoch, now()));
      case 'radio':
        return receiveSignal(fact.signal);
      case 'radio-message': {
        const { radioId } = fact.message;
        const unitId = radioId === null ? null : stores.radios.unitOf(radioId);
        const reception = stores.radioMessages.receive({ ...fact.message, unitId }, now());
        if (reception === 'stored') changed().radioMessages = true;
        return reception;
      }
      case 'talker-fix': {
        const { signal } = fact;
        receiveSignal(signal);
        const talker = talkerAt(openOvers, signal);
        if (talker === null) return 'ignored';
        const { latitude, longitude, accuracyM } = fact;
        const deviceId = htDeviceId(talker);
        const unknown = { speedKmh: null, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false };
        return receiveFix({ id: `${sourceId}:${deviceId}:${signal.atMs}`, sourceId, deviceId, latitude, longitude, accuracyM, fixedAtMs: signal.atMs, receivedAtMs: signal.receivedAtMs, ...unknown });
      }
      case 'fix':
        return receiveFix(fact.fix);
      case 'sos':
        return raise({
          id: `sos:${fact.id}`,
          kind: 'tracker-sos',
          raisedAtMs: fact.atMs,
          sourceId,
          unitId: stores.positions.unitOfDevice(fact.deviceId),
          talkgroup: null,
          radioId: null,
          text: fact.text,
        });
      case 'producer':
      case 'ignored':
        return 'ignored';
    }
  };

  return {
    receive(facts, sourceId, message) {
      if (facts.some(isTimedSignal) && !stores.transmissions.firstHearing(message)) return 'duplicate';
      isRetained = message.retained;
      const receptions = facts.map((fact) => receiveOne(fact, sourceId));
      return receptions.includes('stored') ? 'stored' : receptions.includes('duplicate') ? 'duplicate' : 'ignored';
    },
    remember() {
      const before = openOvers;
      return () => {
        openOvers = before;
      };
    },
    endForgottenCalls: (nowMs) => void endCalls(stores.calls.endForgotten(nowMs)),
    closeUnended(downSourceIds) {
      let { open, changed: closed } = closeStale(openOvers, now(), timeoutMs);
      for (const sourceId of downSourceIds) {
        const down = closeAll(open, sourceId, now(), 'source-down');
        open = down.open;
        closed = [...closed, ...down.changed];
      }
      return closed.length === 0 ? null : () => keepOvers({ open, changed: closed });
    },
  };
}

/** How long an over may go without a sign of life, by source. */
function radioTimeouts(profile: Pick<Profile, 'sources'>): ReadonlyMap<string, number> {
  return new Map(
    profile.sources.flatMap((source) => {
      if (source.kind === 'mmdvm') return [[source.id, source.timeoutS * 1000] as const];
      const isToldEachSecond = source.kind === 'trunk-recorder' || source.kind === 'dvmhost' || (source.kind === 'svxlink' && source.url !== undefined);
      return isToldEachSecond ? [[source.id, listedCallTimeoutMs] as const] : [];
    }),
  );
}

/**
 * Radio messages carry no id of their own, only a time: with one the same bytes are the same message. Without one the
 * same bytes may come twice and mean two things.
 */
function isTimedSignal(fact: Fact): boolean {
  return fact.kind === 'radio' && fact.signal.timed;
}

function radioEmergency(transmission: Transmission): Raised {
  return {
    id: emergencyId({ radioId: transmission.radioId, raisedAtMs: transmission.startedAtMs }, transmission.id),
    kind: 'radio-emergency',
    raisedAtMs: transmission.startedAtMs,
    sourceId: transmission.sourceId,
    unitId: transmission.unitId,
    talkgroup: transmission.talkgroup,
    radioId: transmission.radioId,
    text: transmission.alias ?? '',
  };
}
