import { readdirSync, writeFileSync } from 'node:fs';
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
    folders: { pages: folder, resources: folder },
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

test('an address that is taken is refused with a sentence', async () => {
  const { url } = await whileRunning();
  const { started } = await runningServer(Number(url.port));
  expect(started).toMatchObject({ ok: false, code: 'cannot-listen' });
});
