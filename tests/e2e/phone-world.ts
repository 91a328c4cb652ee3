import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '#contract/client/client.ts';
import { openReadOnly } from '#core/db/database.ts';
import { databaseFileName } from '#core/db/open-station-database.ts';
import { connectStation } from '#core/tool/connect-station.ts';
import type { Act } from '#domain/journal/act.ts';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import type { Phone } from '#domain/phone/phone.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { openField, type Field } from '#tests/fixtures/field.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { freePort, startMosquitto, type Mosquitto } from '#tests/integration/mosquitto.ts';
import { startSipBed, type SipBed } from '#tests/integration/sip/sip-bed.ts';
import { openElectronConsole, type OpenElectronConsole } from './electron-console.ts';

/** A desktop seat with a softphone. */
export type PhoneSeat = OpenElectronConsole & {
  /** A tool's way to the same core, which goes on by itself when core is new. */
  readonly client: Client;
  phone(): Promise<Phone>;
  /** The record, newest first. */
  lines(): Promise<readonly PhoneLine[]>;
  /** What is recorded of the calls with a number, newest first. */
  recordings(number: string): Promise<readonly Recording[]>;
  /** The SHA-256 of a recording's sound, read the way a player reads it. */
  heardHash(recordingId: string): Promise<string>;
  /** Brings three seconds of tone on a talkgroup, as a recorder does when a call is over. */
  bringRadioCall(talkgroup: string, label: string): Promise<number>;
  /** What stands in the journal on disk. */
  journalled<Kind extends Act['kind']>(kind: Kind): readonly Extract<Act, { kind: Kind }>[];
};

export type PhoneWorld = {
  readonly bed: SipBed;
  readonly field: Field;
  /** `proxies` and `authorityFile` as in `sip` of the profile, the bed's own without them; `more`: other keys of the profile. */
  openSeat(station: string, user: string, sip?: { readonly proxies: readonly string[]; readonly authorityFile: string }, more?: object): Promise<PhoneSeat>;
  close(): Promise<void>;
};

/** Chromium's own microphone, which beeps once a second, and nobody to ask for it. */
const fakeMicrophone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** A real SIP server, a real broker with the telephone queue on it, and desktop seats at both, with a drawn map where `hasGraphics` says so. */
export async function openPhoneWorld({ hasGraphics = false } = {}): Promise<PhoneWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-phone-'));
  const bed = await startSipBed();
  const broker: Mosquitto = await startMosquitto();
  const field = await openField(broker.url, 'sumenep');
  const seats: PhoneSeat[] = [];
  return {
    bed,
    field,
    async openSeat(station, user, servers, more) {
      const dataDir = join(folder, station);
      const uploadPort = await freePort();
      const profile = {
        ...siteOnBroker(broker.url),
        agencies: [{ id: 'dlh', name: 'Dinas Lingkungan Hidup', phone: '0328 000101' }, { id: 'pln', name: 'PLN ULP Sumenep', phone: '0328 000103' }],
        station: { id: station, name: `Posisi ${station}`, operator: `Petugas ${station}` },
        callUploads: { listen: `127.0.0.1:${uploadPort}`, keySecret: 'rekam' },
        sip: { proxies: [bed.url], ...servers, domain: bed.domain, user, passwordSecret: 'sip', displayName: `Posisi ${station}` },
        ...more,
      };
      const opened = await openElectronConsole({ dataDir, profile, hasGraphics, arguments: fakeMicrophone, environment: { SIAGA_SECRET_SIP: bed.password, SIAGA_SECRET_REKAM: 'kunci' } });
      const client = await toolAt(dataDir);
      const seat: PhoneSeat = {
        ...opened,
        client,
        phone: () => newestPhone(client),
        async lines() {
          const answer = await client.ask('phone.lines', {});
          if (!answer.ok) throw new Error(answer.sentence);
          return answer.value;
        },
        async recordings(number) {
          const answer = await client.ask('recording.list', {});
          if (!answer.ok) throw new Error(answer.sentence);
          return answer.value.filter(({ source }) => source.label.includes(number));
        },
        async heardHash(recordingId) {
          const hash = createHash('sha256');
          for (let offset = 0; ; ) {
            const answer = await client.ask('recording.read', { recordingId, offset });
            if (!answer.ok) throw new Error(answer.sentence);
            const part = Buffer.from(answer.value.data, 'base64');
            offset += part.length;
            hash.update(part);
            if (part.length === 0 || offset >= answer.value.recording.bytes) return hash.digest('hex');
          }
        },
        async bringRadioCall(talkgroup, label) {
          const form = new FormData();
          for (const [name, value] of Object.entries({ key: 'kunci', system: '1', talkgroup, talkgroupLabel: label, timestamp: String(Date.now()) })) form.append(name, value);
          form.append('audio', new Blob([tone()]), 'call.wav');
          return (await fetch(`http://127.0.0.1:${uploadPort}/api/call-upload`, { method: 'POST', body: form })).status;
        },
        journalled(kind) {
          const database = openReadOnly(join(dataDir, databaseFileName));
          try {
            const acts = database.prepare<[string], string>("SELECT act FROM journal WHERE act ->> '$.kind' = ? ORDER BY position").pluck().all(kind);
            return acts.map((act) => JSON.parse(act) as Extract<Act, { kind: typeof kind }>);
          } finally {
            database.close();
          }
        },
        async close() {
          client.close();
          await opened.close();
        },
      };
      seats.push(seat);
      return seat;
    },
    async close() {
      for (const seat of seats) await seat.close();
      await field.close();
      await broker.close();
      await bed.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function toolAt(dataDir: string): Promise<Client> {
  const connected = await connectStation(dataDir, undefined);
  if (!connected.ok) throw new Error(connected.sentence);
  return connected.value;
}

function newestPhone(client: Client): Promise<Phone> {
  return new Promise((resolve) => {
    const stop = client.follow('phones', {}, ({ changed }) => {
      const [phone] = changed;
      if (!phone) return;
      resolve(phone);
      setImmediate(() => stop());
    });
  });
}

/** Three seconds of 440 Hz, 16 kHz, 8 bit. */
function tone(): Uint8Array<ArrayBuffer> {
  const [rate, frames] = [16_000, 48_000];
  const file = new Uint8Array(44 + frames).fill(128);
  file.set(Buffer.from('RIFF\xa4\xbb\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\x80\x3e\0\0\x01\0\x08\0data\x80\xbb\0\0', 'latin1'));
  for (let frame = 0; frame < frames; frame += 1) file[44 + frame] = 128 + Math.round(100 * Math.sin((2 * Math.PI * 440 * frame) / rate));
  return file;
}
