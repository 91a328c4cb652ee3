import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectStation } from '#core/tool/connect-station.ts';
import { openElectronConsole } from '#tests/e2e/electron-console.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { freePort, startMosquitto } from '#tests/integration/mosquitto.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * F6 at a desktop seat without a SIP server, of what a recorder brought of the radio: from before the key goes down to the sound element's own word that it plays. A hundred
 * calls of ten minutes lie there, as on a busy night.
 */
const replays = Number(process.env['SIAGA_BENCH_REPLAYS'] ?? 40);
const budgetMs = 300;
const calls = 100;

const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const broker = await startMosquitto();
const port = await freePort();
const profile = { ...siteOnBroker(broker.url), callUploads: { listen: `127.0.0.1:${port}`, keySecret: 'rekam' } };
const opened = await openElectronConsole({ dataDir: folder, profile, environment: { SIAGA_SECRET_REKAM: 'kunci' } });
const connected = await connectStation(folder, undefined);
if (!connected.ok) throw new Error(connected.sentence);
const client = connected.value;
let soundedAtMs: number | null = null;
client.follow('phones', {}, ({ changed }) => {
  for (const phone of changed) soundedAtMs = phone.recall.replay?.soundedAtMs ?? null;
});
const voice = new Blob([await readFile(join(repositoryFolder, 'resources', 'voices', 'low-3.wav'))]);
for (let call = 0; call < calls; call += 1) {
  const form = new FormData();
  const fields = { key: 'kunci', system: 1, talkgroup: 112, source: 5_101_000 + call, timestamp: Date.now() - (calls - call) * 5_000 };
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append('audio', voice, 'over.wav');
  await fetch(`http://127.0.0.1:${port}/api/call-upload`, { method: 'POST', body: form });
}
await opened.page.locator('[data-transmission]').first().waitFor();
const delays: number[] = [];
for (let replay = 0; replay < replays; replay += 1) {
  const pressedAtMs = Date.now();
  await opened.page.keyboard.press('F6');
  while (soundedAtMs === null) await wait(2);
  delays.push(soundedAtMs - pressedAtMs);
  await opened.page.keyboard.press('Control+F6');
  while (soundedAtMs !== null) await wait(2);
}
const p99 = quantile(delays, 0.99);
printFigure('F6 to the first sound of a radio call p50', quantile(delays, 0.5), 'ms', { replays, calls });
printFigure('F6 to the first sound of a radio call p99', p99, 'ms', { replays, calls, budget: budgetMs, met: p99 <= budgetMs });
client.close();
await opened.close();
await broker.close();
rmSync(folder, { recursive: true, force: true });
