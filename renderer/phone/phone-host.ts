import type { Client } from '#contract/client/client.ts';
import { isRecallOrder } from '#contract/records/phone-orders.ts';
import type { SipAccount } from '#contract/records/phone-records.ts';
import type { LineEvent } from '#domain/phone/phone-line.ts';
import type { PhoneStatus } from '#domain/phone/phone.ts';
import { createAudioDevices } from './audio-devices.ts';
import type { EventLog } from './event-log.ts';
import { createJssipEngine } from './jssip-engine.ts';
import { obeyOrder } from './obey-order.ts';
import { createPhoneLines } from './phone-lines.ts';
import { hearRegistration, unregistered, type RegistrationNews } from './registration.ts';
import { createRecallDesk } from './recall/recall-desk.ts';
import { createLineRecorder } from './recording/record-lines.ts';
import type { PieceKeeper } from './recording/piece-keeper.ts';
import { createRecordingDesk } from './recording/recording-desk.ts';
import { createReporter } from './reporter.ts';
import { createRingDesk } from './ring-desk.ts';
import type { SipEngine } from './sip-engine.ts';
import { createSoundDesk } from './sound-desk.ts';
import { createVoiceLines } from './voice-lines.ts';

const askServerEveryMs = 20_000;
const levelsEveryMs = 250;

/** Hosts the phone of this seat until the page goes: registers, carries the calls, and tells the station about them. */
export function startPhone(options: { client: Client; account: SipAccount; host: string; log: EventLog; pieces: PieceKeeper; keepsRadio: boolean; window: Window }): void {
  const { client, account, host, log } = options;
  const now = Date.now;
  let registration = unregistered(account.proxies, now());
  const desk = createSoundDesk(now);
  const recall = createRecallDesk({ client, now, changed: () => changed() });
  const recordings = createRecordingDesk({ client, keeper: options.pieces, changed: () => changed() });
  const devices = createAudioDevices({
    media: options.window.navigator.mediaDevices,
    storage: options.window.localStorage,
    now,
    useMicrophone: desk.useMicrophone,
    useOutput(deviceId) {
      desk.useOutput(deviceId);
      recall.useOutput(deviceId);
    },
    useRing: (deviceId) => ring.useOutput(deviceId),
    useSpeaker: (deviceId) => voice.useSpeaker(deviceId),
    changed: () => changed(),
  });
  const status = (): PhoneStatus => ({
    registration,
    devices: devices.state(),
    levels: { ...desk.levels(), ring: ring.level() },
    ring: ring.state(),
    selfTest: desk.selfTest(),
    lines: lines.all(),
    voiceLines: voice.all(),
    recall: recall.state(),
    recorder: recordings.state(),
  });
  const reporter = createReporter({ client, host, log, status });
  const changed = (): void => reporter.changed();
  const linesChanged = (): void => {
    ring.look();
    changed();
  };
  const emit = (event: LineEvent): void => {
    reporter.tell(event);
    recorder.happened(event);
  };
  const lines = createPhoneLines({ host, engine: () => engine, desk, now, emit, changed: linesChanged });
  const recorder = createLineRecorder({ recordings, recall, find: lines.find, now });
  const ring = createRingDesk({ client, lines: () => lines.live().map(({ line }) => line), now, changed });
  const voice = createVoiceLines({ client, account, engine: () => engine, desk, recall, recordings: options.keepsRadio ? recordings : null, now, changed });
  const hear = (news: RegistrationNews): void => {
    registration = hearRegistration(registration, news, now());
    changed();
  };
  const askServer = async (): Promise<void> => hear({ kind: 'round-trip', ms: await engine.roundTripMs() });
  const engine: SipEngine = createJssipEngine(account, {
    server: (url, state, reason) => hear({ kind: 'server', url, state, reason }),
    registration(state, reason) {
      hear(state === 'registered' ? { kind: 'registered' } : { kind: state === 'failed' ? 'refused' : 'lost', reason });
      if (state !== 'registered') return;
      void askServer();
      voice.begin();
    },
    incoming: lines.incoming,
  });

  client.follow(
    'phone-orders',
    { phone: account.phone },
    ({ entries }) => {
      for (const { item } of entries) {
        void (isRecallOrder(item.order) ? recall.obey(item.order) : obeyOrder(item.order, { lines, engine: () => engine, devices, desk, ring, voice, changed }))
          .catch((error: unknown) => ({ ok: false as const, code: 'phone-fault', sentence: error instanceof Error ? error.message : String(error) }))
          .then((done) => client.ask('phone.order-done', { host, orderId: item.id, refusal: done.ok ? null : { code: done.code, sentence: done.sentence } }));
      }
    },
    { tail: 0 },
  );
  setInterval(() => void askServer(), askServerEveryMs);
  // Meters move while somebody speaks or tests; the rest of the time the beat is enough.
  setInterval(() => {
    if (lines.live().length > 0 || desk.selfTest().isOn || ring.level() > 0 || recall.state().replay !== null) changed();
  }, levelsEveryMs);
  options.window.addEventListener('keydown', desk.wake);
  // A page that goes says goodbye: nobody is left in dead air, and the SIP server does not ring where nobody is.
  options.window.addEventListener('pagehide', () => engine.stop());
  // A ring must not wait for the microphone.
  engine.start();
  void devices.open();
}
