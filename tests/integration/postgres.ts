import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './mosquitto.ts';

export type Postgres = {
  /** Makes an empty database; returns its address. */
  createDatabase(): Promise<string>;
  /** Copies a database to which nobody is connected; returns the address of the copy. */
  copy(url: string): Promise<string>;
  close(): Promise<void>;
};

/** A real PostgreSQL server with temporary data on a free port of 127.0.0.1. Throws with the install command when there is none. */
export async function startPostgres(): Promise<Postgres> {
  const programs = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'siaga-postgres-'));
  const port = await freePort();
  // The server refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    spawnSync('chown', ['nobody', folder]);
    chmodSync(folder, 0o700);
  }
  const as = (program: string, values: readonly string[]): [string, string[]] =>
    isRoot ? ['setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', program, ...values]] : [program, [...values]];
  const data = join(folder, 'data');
  const made = spawnSync(...as(join(programs, 'initdb'), ['-D', data, '-U', 'siaga', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']), { encoding: 'utf8', cwd: folder });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const server: ChildProcess = spawn(
    ...as(join(programs, 'postgres'), ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=100']),
    { stdio: 'ignore', cwd: folder },
  );
  const address = (name: string): string => `postgres://siaga@127.0.0.1:${port}/${name}`;
  await answering(address('postgres'), server);
  let databases = 0;
  const run = async (text: string): Promise<void> => {
    const client = new pg.Client(address('postgres'));
    await client.connect();
    await client.query(text);
    await client.end();
  };
  const next = (): string => `siaga${(databases += 1)}`;
  return {
    async createDatabase() {
      const name = next();
      await run(`CREATE DATABASE ${name}`);
      return address(name);
    },
    async copy(url) {
      const name = next();
      await run(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`);
      return address(name);
    },
    async close() {
      if (server.exitCode === null) {
        const gone = once(server, 'exit');
        server.kill('SIGINT');
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPrograms(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).toSorted((left, right) => Number(right) - Number(left)) : [];
  const found = versions.map((version) => join(base, version, 'bin')).find((each) => existsSync(join(each, 'initdb')));
  if (found === undefined) throw new Error('These tests need a real PostgreSQL and it is not here. Install it with: apt-get install -y postgresql');
  return found;
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode}`);
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('PostgreSQL did not answer within 30 s');
}
