import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createLog } from '../log.ts';
import { createAccessTokens } from './access-tokens.ts';
import { startStationServer } from './station-server.ts';

async function runningServer(port = 0) {
  const folder = temporaryFolder();
  const askers: object[] = [];
  const log: string[] = [];
  const tokens = createAccessTokens([], { operator: 'Posisi 1', supervisor: false });
  const started = await startStationServer({
    host: '127.0.0.1',
    port,
    tokens,
    folders: { pages: folder, resources: folder, mapPacks: join(folder, 'map-packs') },
    serve: (_port, asker) => askers.push(asker),
    log: createLog((line) => log.push(line), () => 0),
  });
  if (!started.ok) return { started };
  onTestFinished(() => started.value.close());
  return { started, folder, askers, log, token: tokens.ownToken, url: new URL(started.value.url) };
}

async function whileRunning() {
  const running = await runningServer();
  if (!running.url) throw new Error('the server did not start');
  return running;
}

async function rawSocket(url: URL): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const upgrade = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${more}\r\n`;

async function answerTo(url: URL, request: string): Promise<string> {
  const socket = await rawSocket(url);
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk));
  socket.write(request);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return text.split('\r\n', 1)[0] ?? '';
}

describe('a stranger at the port', () => {
  test.each(['//', '//[', '/port/', 'http://[', '/%', '*', '/port%00'])('who asks to upgrade %s gets an answer, and the server goes on', async (path) => {
    const { url, askers } = await whileRunning();
    expect(await answerTo(url, upgrade(path))).toMatch(/^HTTP\/1\.1 40[034]/);
    expect(await answerTo(url, upgrade('/port'))).toContain('403');
    expect(askers).toEqual([]);
  });

  test('who goes away in the middle of being refused takes nobody along', async () => {
    const { url, token, askers } = await whileRunning();
    for (let index = 0; index < 50; index += 1) {
      const socket = await rawSocket(url);
      socket.write(upgrade(index % 2 === 0 ? '/port' : '/elsewhere'));
      socket.write('x'.repeat(10_000));
      socket.resetAndDestroy();
    }
    const friend = new WebSocket(`ws://${url.host}/port`, ['siaga', `siaga.token.${token}`]);
    await once(friend, 'open');
    expect(askers).toEqual([{ operator: 'Posisi 1', supervisor: false, seat: 'browser/Posisi 1' }]);
    friend.terminate();
  });

  test('is named in the log without the token that was tried', async () => {
    const { url, log } = await whileRunning();
    await answerTo(url, upgrade('/port?token=geheim', 'Sec-WebSocket-Protocol: siaga, siaga.token.geheim\r\n'));
    expect(log.join()).toContain('without a valid token');
    expect(log.join()).not.toContain('geheim');
  });
});

test('a browser that leaves in the middle of a file leaves no file open', async () => {
  const { url, folder } = await whileRunning();
  writeFileSync(join(folder, 'large.bin'), Buffer.alloc(50_000_000));
  const openFiles = (): number => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let index = 0; index < 20; index += 1) {
    const socket = await rawSocket(url);
    socket.write('GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    socket.resetAndDestroy();
  }
  await expect.poll(openFiles).toBeLessThanOrEqual(before + 2);
});

describe('the tiles of a map pack', () => {
  async function withTiles() {
    const running = await whileRunning();
    const pack = join(running.folder, 'map-packs', '0123456789abcdef');
    mkdirSync(pack, { recursive: true });
    writeFileSync(join(pack, 'tiles.pmtiles'), Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251)));
    writeFileSync(join(pack, 'gazetteer.db'), 'names');
    const ask = (range: string | null, path = '/map-packs/0123456789abcdef/tiles.pmtiles') => fetch(new URL(path, running.url), range === null ? {} : { headers: { range } });
    return { ask };
  }

  test.each([
    ['bytes=0-3', 'bytes 0-3/1000', [0, 1, 2, 3]],
    ['bytes=998-', 'bytes 998-999/1000', [245, 246]],
    ['bytes=-2', 'bytes 998-999/1000', [245, 246]],
    ['bytes=999-5000', 'bytes 999-999/1000', [246]],
  ])('are given in parts: %s', async (range, contentRange, bytes) => {
    const { ask } = await withTiles();
    const answer = await ask(range);
    expect([answer.status, answer.headers.get('content-range'), answer.headers.get('content-length')]).toEqual([206, contentRange, String(bytes.length)]);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual(bytes);
  });

  test('are refused behind their end, and given whole for a range that is none', async () => {
    const { ask } = await withTiles();
    const beyond = await ask('bytes=1000-1001');
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
    for (const range of [null, 'bytes=9-3', 'bytes=0-1,4-5', 'tiles=1-2']) {
      const whole = await ask(range);
      expect([whole.status, whole.headers.get('accept-ranges'), (await whole.arrayBuffer()).byteLength]).toEqual([200, 'bytes', 1_000]);
    }
  });

  test.each(['/map-packs/current', '/map-packs/0123456789abcdef/gazetteer.db', '/map-packs/0123456789abcdef/%2e%2e/current', '/map-packs/fedcba9876543210/tiles.pmtiles', '/map-packs'])(
    'are all that is served of it, not %s',
    async (path) => {
      const { ask } = await withTiles();
      expect((await ask('bytes=0-3', path)).status).toBe(404);
    },
  );
});

test('an address that is taken is refused with a sentence', async () => {
  const { url } = await whileRunning();
  const { started } = await runningServer(Number(url.port));
  expect(started).toMatchObject({ ok: false, code: 'cannot-listen' });
});
