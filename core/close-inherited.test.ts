import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const moduleFile = fileURLToPath(new URL('close-inherited.ts', import.meta.url));
const child = `import { closeInherited } from ${JSON.stringify(moduleFile)}; closeInherited(); process.send('still here'); process.on('message', () => process.disconnect());`;

it.runIf(process.platform === 'linux')('ends a socket that came with the start, and keeps the channel to who started it', async () => {
  const started = spawn(process.execPath, ['--input-type=module', '-e', child], { stdio: ['ignore', 'ignore', 'inherit', 'ipc', 'pipe'] });
  const socket = started.stdio[4] as Readable;
  const said = new Promise((resolve) => started.once('message', resolve));
  const ended = new Promise((resolve) => socket.resume().once('end', resolve));
  const exited = new Promise((resolve) => started.once('exit', resolve));
  await ended;
  expect(await said).toBe('still here');
  expect(started.exitCode).toBeNull();
  started.send('go');
  expect(await exited).toBe(0);
});
