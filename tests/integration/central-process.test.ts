import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { connect } from 'mqtt';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { bodyType } from '#contract/sync/identity-messages.ts';
import { siteStart } from '#contract/sync/sync-messages.ts';
import type { HttpCentral } from '#core/sync/http-central.ts';
import { largestBodyBytes, packMessage } from '#ledger/compress.ts';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { sessionToken, stationAtCentral } from '#tests/fixtures/station-at-central.ts';
import { stationChain, type StationChain } from '#tests/fixtures/station-chain.ts';
import { makeTestFolder, temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { freePort } from './mosquitto.ts';

const site = 'sumenep';
let central: RunningCentral;
let folder: { readonly path: string; remove(): void };
beforeAll(async () => {
  folder = makeTestFolder();
  central = await startCentral({ dataDir: folder.path, port: await freePort(), broker: `127.0.0.1:${await freePort()}`, more: ['--site', site, '--site', 'pamekasan'] });
});
afterAll(async () => {
  await central.kill();
  folder.remove();
});

function codeFor(station: string, ofSite = site): string {
  const made = central.command('code', station, '--site', ofSite);
  if (made.code !== 0) throw new Error(made.told);
  return made.out.split('\n')[0] ?? '';
}

function come(chain: StationChain, code?: string, ofSite = site): HttpCentral {
  const station = stationAtCentral({ url: central.url, site: ofSite }, chain, code);
  onTestFinished(() => station.close());
  return station;
}

/** A station that is in, with so many acts that central has. */
async function enrolled(name: string, acts: number, ofSite = site): Promise<{ chain: StationChain; station: HttpCentral }> {
  const chain = stationChain(ofSite, name);
  const station = come(chain, codeFor(name, ofSite), ofSite);
  note(chain, acts);
  expect(await station.push({ batches: [chain.batch(1, acts)] })).toMatchObject({ ok: true, value: { refused: [], heads: { [name]: { seq: acts } } } });
  return { chain, station };
}

function note(chain: StationChain, count: number): void {
  for (let index = 0; index < count; index += 1) chain.add({ kind: 'incident.noted', incidentId: 'i1', text: `${chain.station} ${index}` }, { nowMs: Date.now() });
}

/** How many events of each station somebody is given from the start. */
async function given(station: HttpCentral): Promise<Record<string, number>> {
  const answer = await station.pull({ marks: [siteStart], limit: 10_000, waitMs: 0, withOwn: true });
  if (!answer.ok) throw new Error(answer.sentence);
  const counts: Record<string, number> = {};
  if (answer.value.kind === 'entries') for (const { batch } of answer.value.runs) counts[batch.station] = (counts[batch.station] ?? 0) + batch.rows.length;
  return counts;
}

const refusals = async (): Promise<Record<string, number>> => ((await (await fetch(`${central.url}/v1/health`)).json()) as { refused: Record<string, number> }).refused;

test('row 37: a code lets one workstation in once, under its name and at its site only', async () => {
  const code = codeFor('S1');
  const [first, second, elsewhere] = [stationChain(site, 'S1'), stationChain(site, 'S1'), stationChain(site, 'S7')];
  expect(await come(elsewhere, code).push({ batches: [] }), 'another name').toMatchObject({ ok: false, code: 'not-enrolled' });
  expect(await come(stationChain('pamekasan', 'S1'), code, 'pamekasan').push({ batches: [] }), 'another site').toMatchObject({ ok: false, code: 'not-enrolled' });
  expect(await come(first).push({ batches: [] }), 'no code').toMatchObject({ ok: false, code: 'not-enrolled' });
  expect(await come(first, code).push({ batches: [] })).toMatchObject({ ok: true });
  expect(await come(second, code).push({ batches: [] }), 'a second workstation').toMatchObject({ ok: false, code: 'not-enrolled' });
  expect(await come(first, code).push({ batches: [] }), 'the same one, whose answer was lost').toMatchObject({ ok: true });
  expect(await come(second).push({ batches: [] }), 'the name with another key').toMatchObject({ ok: false, code: 'not-enrolled' });
  expect((await refusals())['code-refused']).toBe(3);
});

test('acts go in and out over HTTP, stations are woken by the broker, and a central killed in between has lost nothing it answered', async () => {
  const listener = connect(central.ready().broker ?? '');
  onTestFinished(() => listener.endAsync(true));
  const woken: string[] = [];
  listener.on('message', (topic, payload) => woken.push(`${topic} ${payload.toString()}`));
  await listener.subscribeAsync(`cc112/v1/${site}/sync/more`, { qos: 1 });

  const first = await enrolled('A1', 300);
  const second = await enrolled('A2', 1);
  await vi.waitFor(() => expect(woken.length).toBeGreaterThanOrEqual(2), { timeout: 20_000 });
  expect(woken.at(-1)).toMatch(/^cc112\/v1\/sumenep\/sync\/more \{"v":1,"seq":\d+\}$/);
  expect(await given(second.station)).toMatchObject({ A1: 300, A2: 1 });
  expect(first.station.bytes().sent, 'a note costs less than 300 bytes on the wire').toBeLessThan(300 * 300);

  const waiting = second.station.pull({ marks: [siteStart], limit: 1, waitMs: 0, withOwn: false });
  await central.kill();
  await waiting;
  expect(await first.station.push({ batches: [first.chain.batch(1, 300)] })).toMatchObject({ ok: false, code: 'no-central' });
  await central.start();
  // The sessions of before are still good: what seals them is in the database.
  expect(await given(second.station)).toMatchObject({ A1: 300, A2: 1 });
  note(first.chain, 5);
  expect(await first.station.push({ batches: [first.chain.batch(298, 305)] })).toMatchObject({ ok: true, value: { refused: [], heads: { A1: { seq: 305 } } } });
  expect(await given(second.station)).toMatchObject({ A1: 305, A2: 1 });
});

test('row 37: who a station is comes from its session: not from what it sends, and nothing crosses from site to site', async () => {
  const here = await enrolled('B1', 3);
  const there = await enrolled('B1', 2, 'pamekasan');
  expect((await given(there.station))['B1']).toBe(2);
  expect(Object.keys(await given(there.station))).toEqual(['B1']);

  const impostor = await enrolled('B2', 1);
  const forged = stationChain(site, 'B1');
  note(forged, 4);
  const unsigned = { ...forged.batch(4, 4), signature: null };
  for (const batch of [unsigned, forged.batch(4, 4), here.chain.batch(1, 3)]) {
    const answer = await impostor.station.push({ batches: [batch] });
    if (answer.ok) expect(answer.value.heads['B1']?.seq ?? 3, 'nothing new of B1').toBe(3);
  }
  expect((await given(here.station))['B1']).toBe(3);

  const token = await sessionToken({ url: central.url, site }, impostor.chain);
  const other = await sessionToken({ url: central.url, site: 'pamekasan' }, there.chain);
  const [body, mac] = [token.split('.')[0] ?? '', other.split('.')[1] ?? ''];
  expect(await post('/v1/push', packMessage({ batches: [] }), { token: `${body}.${mac}` })).toBe(401);
  expect(await post('/v1/push', packMessage({ batches: [], station: 'B1', site: 'pamekasan' }), { token })).toBe(400);
});

type Sent = { readonly token?: string; readonly type?: string };

/** The status of the answer, or `cut` where central closed while the body was still being sent, which may lose the answer. */
function post(path: string, body: Buffer, { token, type = bodyType }: Sent): Promise<number | 'cut'> {
  return new Promise((resolve) => {
    const headers = { 'content-type': type, 'content-length': body.length, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const sent = request(`${central.url}${path}`, { method: 'POST', headers, agent: false });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', () => resolve('cut'));
    sent.end(body);
  });
}

/** Bytes as they are on a bare connection; the first line of the answer. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(central.url);
    let answer = '';
    const socket = connectTcp(Number(port), hostname, () => socket.write(text));
    socket.setTimeout(15_000, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
  });
}

const packText = (text: string | Buffer): Buffer => zstdCompressSync(Buffer.from(text));

test('row 36: a body that is no body is refused and counted under its sender, without filling the memory or holding up what is right', async () => {
  const { chain, station } = await enrolled('C1', 2);
  const token = await sessionToken({ url: central.url, site }, chain);
  const good = packMessage({ batches: [chain.batch(1, 2)] });
  const grownBytes = new Map<string, number>();
  /** How much memory central takes more while this is sent. */
  const weigh = async <Answer>(what: string, sending: () => Promise<Answer>): Promise<Answer> => {
    if (process.platform === 'linux') writeFileSync(`/proc/${String(central.pid())}/clear_refs`, forgetPeak);
    const before = peakMemoryBytes(central.pid());
    const answer = await sending();
    grownBytes.set(what, peakMemoryBytes(central.pid()) - before);
    return answer;
  };

  const largestRead = 'the largest size that is read before it is refused';
  const sent: readonly (readonly [what: string, body: Buffer, status: number, type?: string])[] = [
    ['cut off', good.subarray(0, good.length - 9), 400],
    ['empty', Buffer.alloc(0), 400],
    ['noise', randomBytes(2_000), 400],
    ['a bomb of 1 GiB', zstdCompressSync(Buffer.alloc(1_073_741_824, ' ')), 400],
    ['a byte more than may be', zstdCompressSync(Buffer.alloc(largestBodyBytes + 1, ' ')), 400],
    ['a text of the largest size that never ends', packText(`"${'x'.repeat(largestBodyBytes - 1)}`), 400],
    ['the same in letters of two bytes, with an end', packText(`"${'é'.repeat(largestBodyBytes / 2 - 1)}"`), 400],
    [largestRead, packText(JSON.stringify(Array.from({ length: 32 }, () => 'x'.repeat(1_048_000)))), 400],
    ['the largest size, not UTF-8 at its end', zstdCompressSync(Buffer.alloc(largestBodyBytes, ' ').fill(0xff, largestBodyBytes - 1)), 400],
    ['not UTF-8', packText(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 400],
    ['not JSON', packText('{"batches":[NaN]}'), 400],
    ['nested a million deep', packText('['.repeat(1_000_000)), 400],
    ['batches nested deep', packText(`{"batches":${'['.repeat(200_000)}${']'.repeat(200_000)}}`), 400],
    ['as many lists as fit', packText(`{"batches":[${'[],'.repeat(10_000_000)}[]]}`), 400],
    ['as many numbers as fit', packText(`{"batches":[${'1,'.repeat(15_000_000)}1]}`), 400],
    ['as many names as fit', packText(`{"batches":[],${Array.from({ length: 2_000_000 }, (_, index) => `"n${index}":0`).join()}}`), 400],
    ['a million lists, the most that is read', packText(`{"batches":[${'[],'.repeat(490_000)}[]]}`), 400],
    ['a million wrong rows', packText(`{"batches":[{"station":"C1","firstSeq":1,"previousHash":"","rows":[${'1,'.repeat(900_000)}1],"lastHash":"","signature":null}]}`), 400],
    ['__proto__', packText('{"__proto__":{"isSupervisor":true},"batches":[]}'), 400],
    ['constructor', packText('{"constructor":{"prototype":{"x":1}},"batches":[]}'), 400],
    ['another message', packMessage({ digests: [] }), 400],
    ['a number as batches', packMessage({ batches: 7 }), 400],
    ['seq beyond 2^53', packText(`{"batches":[{"station":"C1","firstSeq":99999999999999999999,"previousHash":"${'0'.repeat(64)}","rows":[],"lastHash":"${'0'.repeat(64)}","signature":null}]}`), 400],
    ['plain text', Buffer.from('{"batches":[]}'), 415, 'text/plain'],
    ['plain JSON', Buffer.from('{"batches":[]}'), 415, 'application/json'],
    ['a form', Buffer.from('a=b'), 415, 'application/x-www-form-urlencoded'],
  ];
  for (const [what, body, status, type] of sent) {
    expect(await weigh(what, () => post('/v1/push', body, { token, ...(type === undefined ? {} : { type }) })), what).toBe(status);
  }
  const tooLong = '9 MiB on the wire';
  expect([413, 'cut'], tooLong).toContain(await weigh(tooLong, () => post('/v1/push', randomBytes(9 * 1_048_576), { token })));
  const heads = `Host: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: ${bodyType}\r\n`;
  expect(await raw(`POST /v1/push HTTP/1.1\r\n${heads}Content-Length: 314572800\r\n\r\nabc`), '300 MB announced').toContain(' 413 ');
  expect(await raw(`POST /v1/push HTTP/1.1\r\n${heads}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`), 'heads without end').toContain(' 431 ');
  expect(await raw('HELO central\r\n\r\n'), 'not HTTP').toContain(' 400 ');
  expect([401, 'cut'], 'a stranger').toContain(await post('/v1/push', randomBytes(1_000_000), {}));
  expect(await post('/v1/session', packMessage({ site, station: 'C1', challenge: 'x', signature: 'y' }), {}), 'a made-up challenge').toBe(401);
  expect(await post('/v1/challenge', packText('x'.repeat(1_000_000)), {}), 'a stranger’s megabyte').toBe(400);
  expect([413, 'cut'], 'as it is').toContain(await post('/v1/challenge', randomBytes(1_000_000), {}));

  const listed = central.command('stations', '--site', site);
  const { refused } = JSON.parse(listed.out) as { refused: { reason: string; who: string; count: number }[] };
  const counted = Object.fromEntries(refused.filter(({ who }) => who === `${site}/C1`).map(({ reason, count }) => [reason, count]));
  expect(counted).toEqual({ 'body-unreadable': expect.any(Number) as number, 'body-too-large': 2, 'body-type': expect.any(Number) as number, 'input-invalid': expect.any(Number) as number });
  expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(sent.length + 2);
  // That one is there as bytes, as text and as values; of no other there is ever the whole twice.
  const read = grownBytes.get(largestRead) ?? 0;
  grownBytes.delete(largestRead);
  const [most = '', bytes = 0] = [...grownBytes].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  const mib = (amount: number): number => Math.round(amount / 1_048_576);
  console.log(`the heaviest hostile body (${most}) took central ${mib(bytes)} MiB at most, ${largestRead} ${mib(read)} MiB`);
  expect(bytes, most).toBeLessThan(2 * largestBodyBytes);
  expect(read).toBeLessThan(6 * largestBodyBytes);
  note(chain, 1);
  expect(await station.push({ batches: [chain.batch(1, 3)] })).toMatchObject({ ok: true, value: { refused: [], heads: { C1: { seq: 3 } } } });
});

/** What Linux takes for: measure the peak from now on. */
const forgetPeak = '5';

/** The most memory the process had. */
function peakMemoryBytes(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1_024;
}

test('off this machine central speaks TLS or not at all; a data folder serves one central', async () => {
  const refused = async (...more: string[]): Promise<string> => {
    const told = await startCentral({ dataDir: temporaryFolder(), port: await freePort(), more }).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    return told;
  };
  const port = await freePort();
  expect(await refused('--listen', `0.0.0.0:${port}`)).toContain('needs a certificate');
  expect(await refused('--broker', `0.0.0.0:${port}`)).toContain('for this machine only');
  expect(await refused('--database', 'postgres://siaga@10.0.0.5/siaga')).toContain('sslmode');
  expect(await refused('--wake', 'mqtt://10.0.0.5')).toContain('mqtts');
  expect(await refused('--data', central.dataDir)).toContain('Another central works in');

  const chain = stationChain(site, 'S1');
  const safe = await startCentral({ dataDir: temporaryFolder(), port, more: ['--listen', `0.0.0.0:${port}`, '--name', '127.0.0.1', '--name', 'central.example'] });
  onTestFinished(() => safe.kill());
  const { url, authority } = safe.ready();
  expect([url, authority]).toEqual([`https://0.0.0.0:${port}`, expect.stringMatching(/authority\.pem$/)]);
  const code = safe.command('code', 'S1').out.split('\n')[0] ?? '';
  const address = `https://127.0.0.1:${port}`;
  const without = stationAtCentral({ url: address, site }, chain, code);
  expect(await without.push({ batches: [] }), 'a certificate of nobody known').toMatchObject({ ok: false, code: 'no-central' });
  const station = stationAtCentral({ url: address, site, authorityFile: authority ?? '' }, chain, code);
  onTestFinished(() => station.close());
  note(chain, 2);
  expect(await station.push({ batches: [chain.batch(1, 2)] })).toMatchObject({ ok: true, value: { refused: [] } });
  await expect(fetch(`http://127.0.0.1:${port}/v1/health`), 'plain text').rejects.toThrow();
});
