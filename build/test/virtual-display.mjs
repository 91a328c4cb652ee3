import { spawn } from 'node:child_process';
import { once } from 'node:events';

const startTimeoutMs = 15_000;

/**
 * An X display of our own, so that tests neither need a screen nor depend on one. It takes the first free number.
 * @returns {Promise<{ environment: NodeJS.ProcessEnv, stop: () => Promise<void> }>} what its programs need in their environment; nothing
 *   where windows need no X
 */
export async function startVirtualDisplay() {
  if (process.platform !== 'linux') return { environment: {}, stop: async () => {} };
  // setpriv asks the kernel to end the server with us, also when we are killed and can ask nobody ourselves.
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', 'Xvfb', '-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const closed = new Promise((resolve) => server.once('close', resolve));
  const number = await displayNumber(server);
  return {
    environment: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' },
    stop: async () => {
      server.kill();
      await closed;
    },
  };
}

/**
 * Xvfb writes its number when it accepts connections.
 * @param {import('node:child_process').ChildProcess} server
 */
async function displayNumber(server) {
  const ready = /** @type {import('node:stream').Readable} */ (server.stdio[3]).setEncoding('utf8');
  const timeout = AbortSignal.timeout(startTimeoutMs);
  try {
    const [line] = await Promise.race([once(ready, 'data', { signal: timeout }), failure(server)]);
    return String(line).trim();
  } catch (error) {
    server.kill();
    throw new Error('Xvfb did not start', { cause: error });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<never>}
 */
async function failure(server) {
  const [code] = await once(server, 'exit');
  throw new Error(`Xvfb ended with code ${code}`);
}
