import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { connectStation } from '#core/tool/connect-station.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * Key to durable acknowledgement: a client over a real WebSocket asks for a note and waits until it is on disk. The peer in
 * the same run, taking turns with it: one bare better-sqlite3 insert of the same text, WAL and synchronous=FULL.
 */
const rounds = 1_500;
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const bare = new BetterSqlite3(join(folder, 'bare.db'));
bare.pragma('journal_mode = WAL');
bare.pragma('synchronous = FULL');
bare.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
const insert = bare.prepare<[string]>('INSERT INTO notes (text) VALUES (?)');

const station = await startHeadlessStation({ dataDir: folder, profile: smallProfileSource });
const connected = await connectStation(station.url, station.token);
if (!connected.ok) throw new Error(connected.sentence);
const client = connected.value;
const opened = await client.ask('incident.open', {
  type: 'medical',
  priority: 1,
  place: { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' },
  note: '',
  callId: null,
});
if (!opened.ok) throw new Error(opened.sentence);

const acts: number[] = [];
const inserts: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const text = `catatan ${round}: pasien sadar, napas teratur, menunggu ambulans di depan masjid`;
  const askedAt = performance.now();
  const answer = await client.ask('incident.note', { incidentId: opened.value.incidentId, text });
  acts.push(performance.now() - askedAt);
  if (!answer.ok) throw new Error(answer.sentence);
  const insertedAt = performance.now();
  insert.run(text);
  inserts.push(performance.now() - insertedAt);
}
client.close();
await station.stop();
bare.close();
rmSync(folder, { recursive: true, force: true });

const [actP99, bareP99] = [quantile(acts, 0.99), quantile(inserts, 0.99)];
printFigure('key to durable acknowledgement p50', quantile(acts, 0.5), 'ms', { rounds });
printFigure('key to durable acknowledgement p99', actP99, 'ms', { rounds, budget: '2 x bare insert p99 + 5 ms', limit: 2 * bareP99 + 5, met: actP99 <= 2 * bareP99 + 5 });
printFigure('bare better-sqlite3 FULL insert p50', quantile(inserts, 0.5), 'ms', { peer: true });
printFigure('bare better-sqlite3 FULL insert p99', bareP99, 'ms', { peer: true });
