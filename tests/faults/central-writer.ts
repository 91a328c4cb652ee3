import { join } from 'node:path';
import { writeSync } from 'node:fs';
import { createCentralEngine } from '#central/engine/create-central-engine.ts';
import { systemClock } from '#ledger/clock.ts';
import { createLog } from '#ledger/log.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { openEmbedded } from '#tests/fixtures/embedded-database.ts';
import { stationChain } from '#tests/fixtures/station-chain.ts';

/**
 * Central with the embedded database in this process. A station pushes its events to it one after the other, `limit` of them, and
 * `ack STATION NUMBER HASH` is written to standard output the moment each is answered. Every 15 the database writes its tables to the disk.
 */
const [folder = '', site = '', station = '', limit = '0'] = process.argv.slice(2);
const database = await openEmbedded(folder);
const engine = await createCentralEngine({
  database,
  clock: systemClock,
  signingKey: createSigningKey(),
  log: createLog(() => undefined, Date.now),
  recordings: { folder: join(folder, 'recordings'), reserveBytes: 0 },
});
if (!engine.ok) throw new Error(engine.sentence);
const { administration, forStation } = engine.value;
await administration.createSite(site);
const chain = stationChain(site, station);
await administration.addStation(site, station, chain.key.publicKey);
for (let seq = 1; seq <= Number(limit); seq += 1) {
  const event = chain.add({ kind: 'incident.noted', incidentId: 'i1', text: 'x'.repeat(500) }, { nowMs: Date.now() });
  const answer = await forStation(site, station).push({ batches: [chain.batch(seq, seq)] });
  if (!answer.ok || answer.value.heads[station]?.seq !== seq) throw new Error(`event ${seq} was not taken`);
  writeSync(1, `ack ${station} ${seq} ${event.hash}\n`);
  if (seq % 15 === 0) await database.query('CHECKPOINT');
}
process.exit();
