import { expect, test } from 'vitest';
import { foldLine } from '#domain/phone/fold-line.ts';
import type { LineEvent } from '#domain/phone/phone-line.ts';
import { createPhoneStore } from '../../features/phone/store.ts';
import { createRowDamage } from '../row-damage.ts';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

const events: LineEvent[] = [
  { host: 'h', n: 1, atMs: 100, line: 'h/1', happening: { kind: 'rang', number: '0812', name: null, sipCallId: 's', callId: 'c1', consultFor: null } },
  { host: 'h', n: 2, atMs: 200, line: 'h/1', happening: { kind: 'ended', by: 'them', cause: '', packets: null } },
];

test('lines of the fifteenth schema stay as they are and are found by their call; a line that changed on the disk is folded again', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 15));
  const line = foldLine(events);
  for (const event of events) before.prepare('INSERT INTO phone_events (host, n, phone, line, at_ms, body) VALUES (?, ?, ?, ?, ?, ?)').run(event.host, event.n, 'S1', event.line, event.atMs, JSON.stringify(event));
  before.prepare('INSERT INTO phone_lines (id, phone, call_id, began_ms, ended_ms, body) VALUES (?, ?, ?, ?, ?, ?)').run('h/1', 'S1', 'c1', 100, 200, JSON.stringify(line));
  before.close();

  const after = openedDatabase(folder);
  const damage = createRowDamage();
  const store = createPhoneStore(after, damage);
  const damaged: string[] = [];
  damage.mendWith((table, key) => void damaged.push(`${table} ${key} ${store.foldAgain(key)}`));
  expect(store.lines('c1', 10)).toEqual([line]);
  expect(damaged).toEqual([]);
  after.exec("UPDATE phone_lines SET body = replace(body, '0812', '0813')");
  expect(store.lines(undefined, 10)).toEqual([line]);
  expect(damaged).toEqual(['phone_lines h/1 true']);
  after.close();
});
