import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { electronArguments, electronExecutable } from '#build/electron-path.mjs';
import { writeHeldStart } from './held-start.ts';
import { onOwnDisplay } from './own-display.ts';
import { orTell, sightOfDesktop } from './tell-sight.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const mark = 'SIAGA_TEST_RUN';
const leaveWithinMs = 8_000;
const readyWithinMs = 30_000;

export type LaunchedConsole = {
  readonly app: ElectronApplication;
  /** The console's window. */
  readonly page: Page;
  readonly dataDir: string;
  /** Everything shell and core wrote, as it came. */
  output(): string;
  /** What every window shows now, and the end of the log: for a failure to tell. */
  sight(): Promise<string>;
  /** The entries of that which are JSON lines, oldest first. */
  entries(): readonly LogEntry[];
  /** The process of the core that said last that it is ready. */
  coreProcessId(): number;
  /** Resolves when core has said `times` times that it is ready. */
  coreIsReady(times?: number): Promise<void>;
  /** Ends the console as a person would, and fails when a process of it is left. */
  close(): Promise<void>;
};

type LaunchOptions = { arguments?: readonly string[]; dataDir?: string; environment?: Record<string, string> };

export type LogEntry = { readonly message: string; readonly level: string } & Readonly<Record<string, unknown>>;

/**
 * Starts the real console on a data folder of its own (or the given one, which is left in place). `arguments` are the
 * shell's, such as `--profile F`.
 */
export async function launchElectron(options: LaunchOptions = {}): Promise<LaunchedConsole> {
  const electron = electronExecutable();
  if (electron === undefined) throw new Error('There is no Electron here; run: node build/setup.mjs');
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'siaga-e2e-'));
  const run = `${process.pid}-${performance.now()}`;
  await onOwnDisplay();
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [...electronArguments(), writeHeldStart(dataDir, projectFolder), '--data-dir', dataDir, ...(options.arguments ?? [])],
    env: { ...inherited(), ...options.environment, [mark]: run },
  });
  let output = '';
  app.process().stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  app.process().stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // What was written before Playwright was connected stands in the shell's own file.
  const entries = (): LogEntry[] => [...new Set([...linesOf(readLog(dataDir)), ...linesOf(output)])].flatMap(parseEntry);
  const sight = (): Promise<string> => sightOfDesktop(app, readLog(dataDir) || output);
  const readyEntries = (): LogEntry[] => entries().filter(({ message, pid }) => message === 'core is ready' && typeof pid === 'number');
  return {
    app,
    page: await orTell(consoleWindow(app), sight),
    dataDir,
    output: () => output,
    sight,
    entries,
    coreProcessId() {
      const pid = readyEntries().at(-1)?.['pid'];
      if (typeof pid !== 'number') throw new Error(`core has not been ready yet: ${output}`);
      return pid;
    },
    async coreIsReady(times = 1) {
      const untilMs = performance.now() + readyWithinMs;
      while (readyEntries().length < times) {
        if (performance.now() > untilMs) throw new Error(`core was ready ${readyEntries().length} times, not ${times}:\n${output.slice(-4000)}`);
        await pause(20);
      }
    },
    async close() {
      await Promise.race([app.close(), pause(leaveWithinMs)]);
      const left = await processesLeft(run);
      for (const { id } of left) process.kill(id, 'SIGKILL');
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      expect(left, 'processes left behind by the console').toEqual([]);
    },
  };
}

/**
 * The console's window by its whole address. While it is busy with its first load the driver does not have it yet, but has others: the hidden one of the
 * phone, or the notice that the console does not answer, which a slow computer shows.
 */
async function consoleWindow(app: ElectronApplication): Promise<Page> {
  const untilMs = performance.now() + readyWithinMs;
  for (;;) {
    const found = app.windows().find((page) => page.url().startsWith('app://siaga/index.html') && !page.url().includes('show=map'));
    if (found) return found;
    if (performance.now() > untilMs) throw new Error('the console has no window');
    await pause(20);
  }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function readLog(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'shell', 'shell.log'), 'utf8');
  } catch {
    return '';
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.startsWith('{'));
}

function parseEntry(line: string): LogEntry[] {
  try {
    return [JSON.parse(line) as LogEntry];
  } catch {
    return [];
  }
}

async function processesLeft(run: string): Promise<{ id: number; command: string }[]> {
  const untilMs = performance.now() + leaveWithinMs;
  for (;;) {
    const left = processesOf(run);
    if (left.length === 0 || performance.now() > untilMs) return left;
    await pause(50);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Every process that inherited the mark of this run; only Linux tells. */
function processesOf(run: string): { id: number; command: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    const id = Number(name);
    if (!Number.isInteger(id)) return [];
    try {
      if (!readFileSync(`/proc/${id}/environ`, 'utf8').includes(`${mark}=${run}`)) return [];
      return [{ id, command: readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200) }];
    } catch {
      return [];
    }
  });
}
