import { writeSync } from 'node:fs';
import { openCore } from '#core/open-station.ts';
import { readProfile } from '#contract/profile.ts';
import type { Port } from '#contract/port.ts';
import { protocolVersion } from '#contract/protocol.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';

/**
 * A core in this process that is asked one note after the other and writes `ack N` to standard output the moment the
 * N-th is answered. The power-cut test traces its system calls.
 */
const [dataDir = '', wanted = '0'] = process.argv.slice(2);
const profile = readProfile(JSON.stringify(smallProfileSource));
if (!profile.ok) throw new Error(profile.sentence);
const core = openCore(dataDir, profile.value);
if (!core.ok) throw new Error(core.sentence);

let hear: (message: unknown) => void = () => undefined;
const answers = new Map<string, (answer: unknown) => void>();
const port: Port = {
  post(message) {
    const { requestId, outcome } = message as { requestId?: string; outcome?: unknown };
    if (requestId !== undefined) answers.get(requestId)?.(outcome);
  },
  onMessage(listener) {
    hear = listener;
  },
  onClose: () => undefined,
  close: () => undefined,
};
core.value.serve(port, { operator: 'Sari', seat: 'test' });
hear({ kind: 'hello', protocol: protocolVersion, name: 'act-writer' });

const ask = (requestId: string, name: string, input: object): Promise<unknown> =>
  new Promise((resolve) => {
    answers.set(requestId, resolve);
    hear({ kind: 'ask', requestId, name, input });
  });

const opened = (await ask('open', 'incident.open', {
  type: 'medical',
  priority: 1,
  place: { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' },
  note: '',
  callId: null,
})) as { value: { incidentId: string } };
for (let count = 1; count <= Number(wanted); count += 1) {
  await ask(`note-${count}`, 'incident.note', { incidentId: opened.value.incidentId, text: `act ${count} ${'x'.repeat((count * 37) % 900)}` });
  writeSync(1, `ack ${count}\n`);
}
// Ends without closing anything, as a machine without power does.
process.kill(process.pid, 'SIGKILL');
