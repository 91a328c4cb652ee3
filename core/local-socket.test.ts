import { statSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Port } from '#contract/port.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { listenLocally, localSocketPath, socketPort } from './local-socket.ts';
import { createLog } from './log.ts';

const quiet = createLog(() => undefined, () => 0);

async function station(folder = temporaryFolder()) {
  const heard: unknown[] = [];
  const ports: Port[] = [];
  let ended = 0;
  const listening = await listenLocally(
    folder,
    (port) => {
      ports.push(port);
      port.onMessage((message) => heard.push(message));
      port.onClose(() => (ended += 1));
    },
    quiet,
  );
  onTestFinished(() => listening.close());
  return { folder, heard, ports, ended: () => ended, listening };
}

async function tool(folder: string): Promise<Socket> {
  const socket = connect(localSocketPath(folder));
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** However it comes: as an end or as a reset. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

describe('the socket for tools', () => {
  test('is open to the user of the station only, from its first moment, and gone afterwards', async () => {
    const { folder, listening } = await station();
    expect(statSync(localSocketPath(folder)).mode & 0o777).toBe(0o600);
    const maskNow = process.umask();
    expect(maskNow).not.toBe(0o177);
    await listening.close();
    expect(statSync(localSocketPath(folder), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('takes the place of one that a killed station left behind', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'station.sock'), '');
    const { heard } = await station(folder);
    (await tool(folder)).write('{"kind":"x"}\n');
    await expect.poll(() => heard).toEqual([{ kind: 'x' }]);
  });

  test('of a folder with a very long name stands elsewhere, another one for each folder', async () => {
    const long = join(temporaryFolder(), 'x'.repeat(120));
    expect(Buffer.byteLength(localSocketPath(long))).toBeLessThan(108);
    expect(localSocketPath(long)).not.toBe(localSocketPath(`${long}y`));
    expect(localSocketPath(`${long}/./`)).toBe(localSocketPath(long));
  });

  test('that cannot be made leaves the station without tools, not without a station', async () => {
    const lines: string[] = [];
    const listening = await listenLocally(join(temporaryFolder(), 'no', 'such', 'folder'), () => undefined, createLog((line) => lines.push(line), () => 0));
    expect(lines).toHaveLength(1);
    await listening.close();
  });
});

describe('a line', () => {
  test('may come in pieces, many at once, or split inside a letter', async () => {
    const { folder, heard } = await station();
    const socket = await tool(folder);
    const bytes = Buffer.from('{"a":"é"}\n{"b":2}\n[3]\n');
    for (const byte of bytes) socket.write(Buffer.from([byte]));
    await expect.poll(() => heard).toEqual([{ a: 'é' }, { b: 2 }, [3]]);
  });

  test('that is no JSON closes this tool and no other', async () => {
    const { folder, heard, ended } = await station();
    const [bad, good] = [await tool(folder), await tool(folder)];
    bad.write('{"kind":"one"}\nnot json\n{"kind":"two"}\n');
    await closeOf(bad);
    await expect.poll(ended).toBe(1);
    good.write('{"kind":"three"}\n');
    await expect.poll(() => heard).toEqual([{ kind: 'one' }, { kind: 'three' }]);
  });

  test('without end closes the tool before it fills the memory', async () => {
    const { folder, ended } = await station();
    const socket = await tool(folder);
    socket.write('x'.repeat(6_000_000));
    await closeOf(socket);
    await expect.poll(ended).toBe(1);
  });
});

test('a tool that asks and never reads is cut off', async () => {
  const { folder, ports, ended } = await station();
  const socket = await tool(folder);
  socket.pause();
  await expect.poll(() => ports.length).toBe(1);
  const answer = 'x'.repeat(1_000_000);
  for (let index = 0; index < 100 && ended() === 0; index += 1) ports[0]?.post(answer);
  await expect.poll(ended).toBe(1);
});

test('what was sent before the end is closed still arrives', async () => {
  const path = join(temporaryFolder(), 's');
  const server = createServer((socket) => {
    const port = socketPort(socket);
    for (let index = 0; index < 2_000; index += 1) port.post({ index, text: 'x'.repeat(500) });
    port.close();
  });
  onTestFinished(() => void server.close());
  server.listen(path);
  await once(server, 'listening');
  const heard: unknown[] = [];
  const socket = connect(path);
  const port = socketPort(socket);
  port.onMessage((message) => heard.push(message));
  await new Promise<void>((resolve) => port.onClose(resolve));
  expect(heard).toHaveLength(2_000);
});
