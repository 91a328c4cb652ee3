// One process of a PouchDB pair: a central of express-pouchdb, or a station. LevelDB syncs every write.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { changeDocuments, peerModule, say, shift, told, whenTold } from './peer-side.ts';

type Options = { readonly sync?: boolean };
type LevelDown = Record<'_batch' | '_put' | '_del', (...values: unknown[]) => void>;
type PouchDatabase = {
  bulkDocs(documents: readonly object[]): Promise<readonly { readonly error?: unknown }[]>;
  info(): Promise<{ readonly doc_count: number }>;
  readonly replicate: Record<'to' | 'from', (other: string, options: { batch_size: number }) => Promise<{ readonly ok: boolean }>>;
};
type PouchConstructor = { new (name: string): PouchDatabase; defaults(options: object): PouchConstructor };

/** What is written at once before the clock begins. */
const writtenAtOnce = 1_000;

/** LevelDB as PouchDB opens it, but each write is on disk before it is answered; PouchDB itself has no such option. */
function syncedLevelDown(location: string): LevelDown {
  const opened = peerModule<(location: string) => LevelDown>('leveldown')(location);
  for (const name of ['_batch', '_put', '_del'] as const) {
    const write = opened[name].bind(opened);
    opened[name] = (...values) => write(...values.slice(0, -2), { ...(values.at(-2) as Options), sync: true }, values.at(-1));
  }
  return opened;
}

const PouchDB = peerModule<PouchConstructor>('pouchdb-node').defaults({ prefix: `${told.folder}/`, db: Object.assign(syncedLevelDown, { destroy: () => undefined }) });

if (told.role === 'central') {
  const central = peerModule<(database: PouchConstructor, options: object) => RequestListener>('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB' });
  const server = createServer(central).listen(0, '127.0.0.1', () => say({ port: (server.address() as AddressInfo).port }));
} else {
  const database = new PouchDB('shift');
  const next = shift();
  for (let done = 0; told.role === 'first' && done < told.changes; done += writtenAtOnce) {
    const documents = changeDocuments(done, Math.min(writtenAtOnce, told.changes - done), next).map(({ id, ...rest }) => ({ _id: id, ...rest }));
    await database.bulkDocs(documents);
  }
  await whenTold(async () => {
    await database.replicate[told.role === 'first' ? 'to' : 'from'](`${told.url}/shift`, { batch_size: told.batch });
    return (await database.info()).doc_count;
  });
}
