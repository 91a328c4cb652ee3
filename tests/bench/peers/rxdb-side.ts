// One process of an RxDB pair: documents in memory at both ends, exchanged by RxDB's own protocol on a WebSocket.
import { changeDocuments, peerModule, say, shift, told, whenTold } from './peer-side.ts';

type Collection = {
  bulkInsert(documents: readonly object[]): Promise<{ readonly error: readonly unknown[] }>;
  count(): { exec(): Promise<number> };
};
type RxDatabase = { addCollections(collections: object): Promise<{ readonly shift: Collection }> };
type Replication = { awaitInitialReplication(): Promise<void>; awaitInSync(): Promise<unknown> };
type WebSocketModule = {
  startWebsocketServer(options: object): { readonly server: { address(): { readonly port: number }; once(event: 'listening', then: () => void): void } };
  replicateWithWebsocketServer(options: object): Promise<Replication>;
};

/** What is written at once before the clock begins. */
const writtenAtOnce = 1_000;

const { createRxDatabase } = peerModule<{ createRxDatabase(options: object): Promise<RxDatabase> }>('rxdb');
const { getRxStorageMemory } = peerModule<{ getRxStorageMemory(): object }>('rxdb/plugins/storage-memory');
const { startWebsocketServer, replicateWithWebsocketServer } = peerModule<WebSocketModule>('rxdb/plugins/replication-websocket');

const database = await createRxDatabase({ name: 'shift', storage: getRxStorageMemory(), multiInstance: false, eventReduce: false });
const { shift: collection } = await database.addCollections({
  shift: {
    schema: {
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: { type: 'string', maxLength: 40 }, atMs: { type: 'number' }, actor: { type: 'string' }, act: { type: 'object' } },
      required: ['id', 'atMs', 'actor', 'act'],
    },
  },
});

if (told.role === 'central') {
  const { server } = startWebsocketServer({ database, host: '127.0.0.1', port: 0 });
  server.once('listening', () => say({ port: server.address().port }));
} else {
  const next = shift();
  for (let done = 0; told.role === 'first' && done < told.changes; done += writtenAtOnce) {
    await collection.bulkInsert(changeDocuments(done, Math.min(writtenAtOnce, told.changes - done), next));
  }
  await whenTold(async () => {
    const replication = await replicateWithWebsocketServer({ collection, url: told.url.replace('http:', 'ws:'), replicationIdentifier: told.role, live: true, batchSize: told.batch });
    await replication.awaitInitialReplication();
    await replication.awaitInSync();
    return collection.count().exec();
  });
}
