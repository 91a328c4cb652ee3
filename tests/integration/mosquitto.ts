import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';

export type Mosquitto = {
  readonly url: string;
  readonly port: number;
  /** Temporary folder of this broker: configuration, store, log. Password or certificate files may be put here. */
  readonly folder: string;
  pid(): number | undefined;
  /** SIGTERM lets it write its store; SIGKILL is a power cut. Resolves when the process is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Freezes the process: connections stay open and nobody answers, like a half-open link. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port with the same store. */
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
};

export type MosquittoOptions = {
  /** Lines for mosquitto.conf. `{folder}` stands for the temporary folder. */
  readonly config?: readonly string[];
  /** Lets anybody in unless the configuration says otherwise. */
  readonly anonymous?: boolean;
  /** Called with the temporary folder before the start, for files the configuration names. */
  readonly prepare?: (folder: string) => void;
};

/** A real Mosquitto on a free port of 127.0.0.1. Throws with the install command when it is not on this machine. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const program = findMosquitto();
  const folder = mkdtempSync(join(tmpdir(), 'siaga-mosquitto-'));
  const port = await freePort();
  mkdirSync(join(folder, 'store'));
  const configFile = join(folder, 'mosquitto.conf');
  writeFileSync(
    configFile,
    [
      `listener ${port} 127.0.0.1`,
      `allow_anonymous ${options.anonymous ?? true}`,
      // Started by root it would become another user, who may not write here.
      ...(process.getuid?.() === 0 ? ['user root'] : []),
      'persistence true',
      `persistence_location ${join(folder, 'store')}/`,
      `log_dest file ${join(folder, 'mosquitto.log')}`,
      ...(options.config ?? []).map((line) => line.replaceAll('{folder}', folder)),
      '',
    ].join('\n'),
  );

  options.prepare?.(folder);

  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    if (child) throw new Error('Mosquitto runs already.');
    child = spawn(program, ['-c', configFile], { stdio: 'ignore' });
    await answering(port, child, join(folder, 'mosquitto.log'));
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGCONT');
    running.kill(signal);
    await gone;
  };
  await start();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    folder,
    pid: () => child?.pid,
    stop,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    start,
    async close() {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findMosquitto(): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', 'C:\\Program Files\\mosquitto'];
  const found = folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => [join(folder, 'mosquitto'), join(folder, 'mosquitto.exe')])
    .find((file) => existsSync(file));
  if (found === undefined) {
    throw new Error('These tests need a real MQTT broker and Mosquitto is not here. Install it with: apt-get install -y mosquitto');
  }
  return found;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(port: number, child: ChildProcess, logFile: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Mosquitto ended with code ${child.exitCode}; see ${logFile}`);
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Mosquitto does not answer on port ${port}; see ${logFile}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
