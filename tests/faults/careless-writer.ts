import { writeSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** What the power-cut test must be able to catch: rows acknowledged on a WAL connection with `synchronous=NORMAL`. */
const [dataDir = '', wanted = '0'] = process.argv.slice(2);
const database = new BetterSqlite3(join(dataDir, 'station.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
database.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY)');
const insert = database.prepare<[number]>('INSERT INTO notes VALUES (?)');
for (let count = 1; count <= Number(wanted); count += 1) {
  insert.run(count);
  writeSync(1, `ack ${count}\n`);
}
process.kill(process.pid, 'SIGKILL');
