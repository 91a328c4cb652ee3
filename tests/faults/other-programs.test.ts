import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAuditSubject } from '#core/audit/open-evidence.ts';
import { connect } from '#core/db/database.ts';
import { databaseFileName } from '#core/db/open-station-database.ts';
import { createCore } from '#core/core.ts';
import { coreOnDisk, profileOf } from '#tests/fixtures/core-on-disk.ts';
import { journalOnDisk, openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const mostLogBytes = 64 * 1_048_576;

test('row 17: an audit that goes on for hours does not hold the write-ahead log: it stays below 64 MB while acts go on', () => {
  const folder = temporaryFolder();
  const { database, act } = journalOnDisk(folder);
  const subject = openAuditSubject(folder, null);
  const text = 'x'.repeat(4_000);
  act(openedAct('i1'));
  let position = 0;
  let written = 0;
  let largest = 0;
  while (written < 80_000_000) {
    position = subject.journal.after(position, 50).at(-1)?.position ?? position;
    database.transaction(() => {
      for (let count = 0; count < 500; count += 1) {
        act({ kind: 'incident.noted', incidentId: `i${written}`, text });
        written += text.length;
      }
    }).immediate();
    largest = Math.max(largest, statSync(join(folder, `${databaseFileName}-wal`)).size);
  }
  expect(position).toBeGreaterThan(1_000);
  expect(largest).toBeLessThanOrEqual(mostLogBytes);
  subject.close();
});

test('row 18: a second core on the same folder is refused, and another program that writes is noticed', async () => {
  const dataDir = temporaryFolder();
  const { core, clock, seat } = coreOnDisk({ dataDir });
  const second = createCore({
    dataDir,
    profile: profileOf(smallProfileSource),
    resources: join(repositoryFolder, 'resources'),
    version: 'test',
    clock: repeatingClock(),
    log: { info: () => undefined, warn: () => undefined, defect: () => undefined },
    readSecret: () => undefined,
  });
  expect(second).toMatchObject({ ok: false, code: 'data-folder-in-use' });

  const dispatcher = seat();
  const alarms = dispatcher.follow('alarms', {});
  await dispatcher.flow();
  clock.move(6_000);
  await dispatcher.flow();
  expect(alarms.items()).toEqual([]);
  const tool = connect(join(dataDir, databaseFileName));
  tool.exec("INSERT INTO meta VALUES ('written-by-hand', '1')");
  tool.close();
  clock.move(6_000);
  await dispatcher.flow();
  expect(alarms.items()).toEqual([expect.objectContaining({ kind: 'audit', text: expect.stringContaining('another program wrote') as string })]);
  await core.close();
});
