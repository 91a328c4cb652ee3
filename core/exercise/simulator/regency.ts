import { planCallOnRequest, planScene, type PlannedCall, type SimulatedCaller } from '#domain/exercise/plan-calls.ts';
import type { Over } from '#domain/exercise/mmdvm-over.ts';
import { heardByNetwork, heardFromAfar, planChatter, stuckForMs, type Talker } from '#domain/exercise/plan-radio.ts';
import { createRandom } from '#domain/exercise/random.ts';
import type { Coordinates } from '#domain/places/place.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { BrokerMessage } from '../embedded-broker.ts';
import { deskRadioOffset, exerciseSiteId, radioHosts } from '../exercise-profile.ts';
import { fieldUnits, talkgroups, type FieldUnit } from '../exercise-units.ts';
import type { RecordedOver } from '../voice-recorder.ts';
import { callerLocation } from './caller-location.ts';
import { createCrew } from './crew.ts';
import type { Send } from './outgoing-message.ts';
import { startPhone, startTracker } from './position-reporters.ts';
import { startRadioData } from './radio-data.ts';
import { createRadioHost, type RadioHost } from './radio-host.ts';
import { createRadioServers } from './radio-servers.ts';
import { readAssignment } from './read-assignment.ts';
import { createTelephoneBridge } from './telephone-bridge.ts';
import { startTrunkRecorder } from './trunk-recorder.ts';
import { createTelephoneCommands } from './telephone-commands.ts';

/** Script of the caller for whoever plays the voice; nothing in the station reads it. */
const scriptTopic = 'latihan/naskah';
const phoneSaysAfterMs = 1_500;
/** How the recorder numbers the radios' own system, and how long it waits for more. */
const dmrSystem = 1;
const concludedAfterMs = 1_000;
/** Of the overs of the main mast, those that the eastern one hears as well. */
const overlapShare = 0.3;
/** Command and sea rescue are heard at every mast. */
const carriedEverywhere: ReadonlySet<number> = new Set([112, 1128]);

export type Regency = {
  /** One call now; returns its id. The caller waits until somebody answers or ten minutes have passed. */
  ring(caller?: Partial<SimulatedCaller>): string;
  /** What other clients publish and the simulated devices listen to, with its topic filter. */
  readonly listeners: readonly { readonly filter: string; readonly hear: (message: BrokerMessage) => void }[];
  close(): void;
};

export type RegencyOptions = {
  readonly seed: number;
  readonly pace: number;
  readonly autoCalls: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: Send;
  /** An over has been spoken to its end and recorded. */
  readonly recorded?: (over: RecordedOver) => void;
  readonly islandAt: (latitude: number, longitude: number) => { readonly id: string } | null;
};

/** Callers, radios, vehicles and crews of a regency, all publishing what the real ones publish. */
export function startRegency({ seed, pace, autoCalls, clock, log, send, islandAt, recorded = () => undefined }: RegencyOptions): Regency {
  const site = exerciseSiteId;
  const stops = new Set<() => void>();
  const later = (ms: number, run: () => void): void => {
    const stop = clock.after(ms, () => {
      stops.delete(stop);
      run();
    });
    stops.add(stop);
  };

  const bridge = createTelephoneBridge({ site, seed, clock, send });
  const command = createTelephoneCommands({ site, bridge, clock, log, send });
  const play = (call: PlannedCall): string => {
    const callId = bridge.ring(call);
    const { kind, place, says } = call.scene;
    if (call.scene.phone) later(phoneSaysAfterMs, () => send(callerLocation(site, call, clock.now())));
    send({ topic: scriptTopic, payload: JSON.stringify({ call_id: callId, kind, place, says }), qos: 1, retain: false });
    return callId;
  };
  const playScene = (index: number): void => {
    const scene = planScene(seed, index, pace);
    later(scene.afterMs, () => {
      for (const call of scene.calls) {
        if (call.delayMs === 0) play(call);
        else later(call.delayMs, () => play(call));
      }
      playScene(index + 1);
    });
  };

  const record = ({ talkgroup, radioId, durationMs }: Over): void => {
    const startedAtMs = clock.now();
    const label = talkgroups.find(({ id }) => id === talkgroup)?.name ?? '';
    later(durationMs + concludedAfterMs, () => recorded({ system: dmrSystem, talkgroup, label, radioId, startedAtMs, durationMs }));
  };
  const servers = createRadioServers({ seed, clock, send });
  const air = createRandom(seed, 'air');
  /** Whom else an over reaches that a mast of ours hears: a mast beside it by chance, the others by the network where the talkgroup is carried there. */
  const spread = (host: string, over: Over): void => {
    record(over);
    if (over.source === 'network') return servers.hearFar(over);
    servers.hear(host, over);
    if (host === 'mmdvm-sumenep' && air.chance(overlapShare)) hosts.get('mmdvm-gapura')?.hearToo(heardFromAfar(over, air));
    if (carriedEverywhere.has(over.talkgroup)) hosts.get(host === 'mmdvm-kangean' ? 'mmdvm-sumenep' : 'mmdvm-kangean')?.hearToo(heardByNetwork(over));
  };
  const hosts: ReadonlyMap<string, RadioHost> = new Map(radioHosts.map((name) => [name, createRadioHost({ name, seed, clock, send, onOver: (over) => spread(name, over) })]));
  const hostOf = (unit: FieldUnit) => hosts.get(unit.host ?? 'mmdvm-sumenep');
  const mobileOf = (unit: FieldUnit): Talker => ({
    radioId: unit.radioId,
    talkgroup: unit.talkgroup,
    info: unit.callSign.toUpperCase(),
    alias: `${unit.id.toUpperCase()} ${unit.callSign}`,
    onNetwork: unit.host === null,
  });
  const deskOf = (unit: FieldUnit): Talker => ({ ...mobileOf(unit), radioId: unit.radioId + deskRadioOffset, info: unit.base.name, alias: `MEJA ${unit.callSign}` });
  const talkers = fieldUnits.flatMap((unit) => [
    { unit, talker: mobileOf(unit) },
    ...(unit.kind === 'ambulance' ? [{ unit, talker: deskOf(unit) }] : []),
  ]);
  const chat = (index: number): void => {
    const chatter = planChatter(seed, index, { pace, talkers: talkers.length });
    later(chatter.afterMs, () => {
      const speaker = talkers[chatter.talker];
      // The button reaches a host only by radio: over the network none shows.
      if (speaker && chatter.what === 'emergency' && !speaker.talker.onNetwork) hostOf(speaker.unit)?.pressEmergency(speaker.talker);
      else if (speaker) hostOf(speaker.unit)?.speak(speaker.talker, ...(chatter.what === 'stuck' ? [stuckForMs] : []));
      chat(index + 1);
    });
  };

  const islandIdAt = (point: Coordinates): string | undefined => islandAt(point.latitude, point.longitude)?.id;
  const crews = fieldUnits.map((unit, index) => {
    const crew = createCrew({
      unit,
      seed,
      clock,
      speak: (lengthMs) => hostOf(unit)?.speak(mobileOf(unit), lengthMs),
      hasWay: (from, to) => unit.byWater || (islandIdAt(from) !== undefined && islandIdAt(from) === islandIdAt(to)),
    });
    stops.add(startRadioData({ crew, seed, clock, send }));
    const reporting = { crew, number: index + 1, seed, clock, send };
    if (unit.tracker !== null) stops.add(startTracker(reporting, unit.tracker));
    if (unit.phone !== null) stops.add(startPhone(reporting, unit.phone));
    return crew;
  });
  const assign = (message: BrokerMessage): void => {
    const assignment = readAssignment(message.payload);
    const unitId = message.topic.split('/').at(-2);
    const crew = crews.find((each) => each.unit.id === unitId);
    if (!crew || !assignment || assignment.unitId !== unitId) return log.warn('no simulated crew understands an assignment', { topic: message.topic });
    crew.receive(assignment);
  };

  let requests = 0;
  stops.add(startTrunkRecorder({ seed, pace, clock, send, recorded }));
  if (autoCalls) playScene(0);
  chat(0);
  return {
    ring(caller = {}) {
      requests += 1;
      const planned = planCallOnRequest(seed, requests);
      return play({ ...planned, caller: { ...planned.caller, ...caller } });
    },
    listeners: [
      { filter: `cc112/v1/${site}/tel/cmd/+`, hear: command },
      { filter: `cc112/v1/${site}/units/+/assignment`, hear: assign },
      ...radioHosts.map((name) => ({ filter: `${name}/command`, hear: (message: BrokerMessage) => hosts.get(name)?.command(message.payload) })),
    ],
    close() {
      for (const stop of stops) stop();
      for (const crew of crews) crew.close();
      for (const host of hosts.values()) host.close();
      servers.close();
      bridge.close();
    },
  };
}
