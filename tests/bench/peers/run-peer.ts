import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { startTcpProxy } from '#tests/faults/tcp-proxy.ts';

/** One direction: a first station to central, or central to a fresh second one. */
export type Passage = { readonly ms: number; readonly documents: number; readonly peakMemoryBytes: number; readonly wireBytes: number };

type Side = { readonly child: ChildProcess; readonly lines: Interface; read(): Promise<Record<string, unknown>> };

const patienceMs = 300_000;

/** The shift with a peer: three processes and the counting line between them. Throws when one of them fails or is not done after five minutes. */
export async function runPeer(peer: 'pouchdb' | 'rxdb', { installed, changes, batch }: { installed: string; changes: number; batch: number }): Promise<{ readonly first: Passage; readonly second: Passage }> {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-peer-'));
  const open: ChildProcess[] = [];
  const begin = (role: 'central' | 'first' | 'second', more: readonly string[] = []): Side => {
    const own = join(folder, role);
    mkdirSync(own);
    const child = spawn(process.execPath, [join(repositoryFolder, 'tests', 'bench', 'peers', `${peer}-side.ts`), installed, role, own, ...more], { cwd: own, stdio: ['pipe', 'pipe', 'inherit'] });
    open.push(child);
    const lines = createInterface({ input: child.stdout });
    const signal = AbortSignal.timeout(patienceMs);
    return {
      child,
      lines,
      async read() {
        const ended = once(child, 'exit', { signal }).then(([code]) => {
          throw new Error(`${peer} ${role} ended with ${String(code)} before it was done`);
        });
        const [line] = (await Promise.race([once(lines, 'line', { signal }), ended])) as [string];
        return JSON.parse(line) as Record<string, unknown>;
      },
    };
  };
  try {
    const { port } = await begin('central').read();
    const line = await startTcpProxy(Number(port));
    const pass = async (role: 'first' | 'second'): Promise<Passage> => {
      const side = begin(role, [`http://127.0.0.1:${line.port}`, String(changes), String(batch)]);
      await side.read();
      const before = line.bytes();
      side.child.stdin?.write('go\n');
      const done = (await side.read()) as Omit<Passage, 'wireBytes'>;
      if (done.documents !== changes) throw new Error(`${peer} ${role} holds ${done.documents} of ${changes}`);
      return { ...done, wireBytes: line.bytes() - before };
    };
    const first = await pass('first');
    const second = await pass('second');
    await line.close();
    return { first, second };
  } finally {
    for (const child of open) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
