import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { databaseFileName, openStationDatabase } from '#core/db/open-station-database.ts';
import { findBrokenEvent } from '#core/journal/find-broken-event.ts';
import { createJournalStore } from '#core/journal/journal-store.ts';
import { safeFileName } from '#core/journal/safe-file.ts';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

type Answered = { readonly request: string; readonly code: string; readonly ms: number };

/** A core under strace whose disk fails as told; it is asked `count` notes, each until its fate is certain or `patience` attempts are over. */
async function writeOnFailingDisk(options: { dataDir: string; inject: string; onlyFile?: string; ready?: boolean; count: number; patience: number; safeFolder?: string }): Promise<readonly Answered[]> {
  // A station that was there before: its tables stand.
  if (options.ready) await coreOnDisk({ dataDir: options.dataDir }).core.close();
  const program = join(repositoryFolder, 'tests', 'faults', 'persistent-writer.ts');
  const traced = spawn(
    'strace',
    ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,pwrite64', '-e', `inject=${options.inject}`, ...(options.onlyFile ? ['-P', options.onlyFile] : []), process.execPath, program, options.dataDir, String(options.count), String(options.patience)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SIAGA_SAFE_FOLDER: options.safeFolder ?? options.dataDir } },
  );
  onTestFinished(() => void traced.kill('SIGKILL'));
  traced.once('error', () => {
    throw new Error('strace is not on this machine. Install it: apt-get install -y strace');
  });
  const answers: Answered[] = [];
  createInterface({ input: traced.stdout }).on('line', (line) => answers.push(JSON.parse(line) as Answered));
  await once(traced, 'close');
  return answers;
}

/** Texts of the notes in the journal, whose chain must be whole. */
function notesOf(dataDir: string): readonly string[] {
  const opened = openStationDatabase(dataDir);
  if (!opened.ok) throw new Error(opened.sentence);
  const store = createJournalStore(opened.value);
  expect(findBrokenEvent(store, 0)).toBeNull();
  const events = store.after(0, 10_000).map(({ event }) => event);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  opened.value.close();
  return events.flatMap(({ act }) => (act.kind === 'incident.noted' ? [act.text] : []));
}

test('row 14: when fsync fails for a while, the same events are recorded again and the repeated request gets their answer', { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  const answers = await writeOnFailingDisk({ dataDir, inject: 'fsync:error=EIO:when=60..75', count: 30, patience: 60 });
  expect(answers.some(({ code }) => code === 'fate-unknown')).toBe(true);
  const last = new Map(answers.map(({ request, code }) => [request, code]));
  expect([...last.values()].every((code) => code === 'ok')).toBe(true);
  expect(notesOf(dataDir)).toEqual([...last.keys()]);
  expect(existsSync(join(dataDir, safeFileName))).toBe(false);
});

test('row 14: when fsync never works again, nothing is told as saved, the acts stand in the safe file and are read back once at the start', { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  const safeFolder = temporaryFolder();
  // The safe file lies on another disk: only the database's log fails.
  const answers = await writeOnFailingDisk({ dataDir, safeFolder, inject: 'pwrite64:error=EIO:when=400+', count: 60, patience: 2 });
  const last = new Map(answers.map(({ request, code }) => [request, code]));
  const unknown = [...last].filter(([, code]) => code === 'fate-unknown').map(([request]) => request);
  const saved = [...last].filter(([, code]) => code === 'ok').map(([request]) => request);
  expect(unknown.length).toBeGreaterThan(0);
  expect(readFileSync(join(safeFolder, safeFileName), 'utf8')).toContain(unknown[0]);
  const opened = coreOnDisk({ dataDir, safeFolder });
  await opened.core.close();
  expect(notesOf(dataDir)).toEqual([...saved, ...unknown]);
  expect(existsSync(join(safeFolder, safeFileName))).toBe(false);
});

test('row 14: a file system that turned read-only is told, and nothing is half written', { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  const answers = await writeOnFailingDisk({ dataDir, inject: 'pwrite64:error=EROFS:when=400+', count: 40, patience: 1 });
  const saved = answers.filter(({ code }) => code === 'ok').map(({ request }) => request);
  expect(answers.some(({ code }) => code === 'fate-unknown' || code === 'not-saved')).toBe(true);
  const notes = notesOf(dataDir);
  expect(notes.slice(0, saved.length)).toEqual(saved);
});

test('row 15: on a disk whose every fsync takes half a second nothing is told as saved before it is, and no act is lost', { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  const answers = await writeOnFailingDisk({ dataDir, inject: 'fsync:delay_enter=500000:when=60+', count: 24, patience: 1 });
  const slow = answers.filter(({ ms }) => ms >= 500);
  expect(slow.length).toBeGreaterThan(0);
  console.log(`slow disk: longest act ${Math.max(...answers.map(({ ms }) => ms))} ms`);
  expect(notesOf(dataDir)).toEqual(answers.map(({ request }) => request));
  expect(existsSync(join(dataDir, databaseFileName))).toBe(true);
});

test('rows 10 and 11: while the database itself cannot grow, as at a checkpoint on a full disk, acts are saved all the same', { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  const answers = await writeOnFailingDisk({ dataDir, inject: 'pwrite64:error=ENOSPC:when=1+', onlyFile: join(dataDir, databaseFileName), count: 300, patience: 1, ready: true });
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 'ok'));
  expect(notesOf(dataDir)).toEqual(answers.map(({ request }) => request));
});

test('row 10: a disk that is full for a while refuses acts and half-writes none; when there is room again the next one is saved', { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  const answers = await writeOnFailingDisk({ dataDir, inject: 'pwrite64:error=ENOSPC:when=400..440', count: 80, patience: 1 });
  const refused = answers.filter(({ code }) => code === 'not-saved');
  const saved = answers.filter(({ code }) => code === 'ok').map(({ request }) => request);
  expect(refused.length).toBeGreaterThan(0);
  expect(answers.at(-1)?.code).toBe('ok');
  expect(notesOf(dataDir)).toEqual(saved);
});
