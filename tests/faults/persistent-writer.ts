import { writeSync } from 'node:fs';
import type { Port } from '#contract/port.ts';
import { readProfile } from '#contract/profile.ts';
import { protocolVersion } from '#contract/protocol.ts';
import { openCore } from '#core/open-station.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';

/**
 * A core in this process that is asked one note after the other, each with one request id until its fate is certain, as a window
 * does. Writes a line of JSON for each answer. The failing-disk test makes its system calls fail.
 */
const [dataDir = '', count = '0', patience = '1'] = process.argv.slice(2);
const profile = readProfile(JSON.stringify(smallProfileSource));
if (!profile.ok) throw new Error(profile.sentence);
const core = openCore(dataDir, profile.value);
if (!core.ok) throw new Error(core.sentence);

let hear: (message: unknown) => void = () => undefined;
const answers = new Map<string, (answer: Answer) => void>();
type Answer = { ok: boolean; code?: string; value?: { incidentId?: string } };
const port: Port = {
  post(message) {
    const { requestId, outcome } = message as { requestId?: string; outcome?: Answer };
    if (requestId !== undefined && outcome) answers.get(requestId)?.(outcome);
  },
  onMessage(listener) {
    hear = listener;
  },
  onClose: () => undefined,
  close: () => undefined,
};
core.value.serve(port, { operator: 'Sari', seat: 'test' });
hear({ kind: 'hello', protocol: protocolVersion, name: 'persistent-writer' });

const ask = (requestId: string, name: string, input: object): Promise<Answer> =>
  new Promise((resolve) => {
    answers.set(requestId, resolve);
    hear({ kind: 'ask', requestId, name, input });
  });

const opened = await ask('open', 'incident.open', {
  type: 'medical',
  priority: 1,
  place: { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' },
  note: '',
  callId: null,
});
const incidentId = opened.value?.incidentId;
for (let number = 1; number <= Number(count); number += 1) {
  const request = `note-${number}`;
  for (let attempt = 1; attempt <= Number(patience); attempt += 1) {
    const askedAt = performance.now();
    const answer = await ask(request, 'incident.note', { incidentId, text: request });
    const code = answer.ok ? 'ok' : (answer.code ?? '');
    writeSync(1, `${JSON.stringify({ request, code, ms: Math.round(performance.now() - askedAt) })}\n`);
    if (code !== 'fate-unknown' && code !== 'not-saved') break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
process.kill(process.pid, 'SIGKILL');
