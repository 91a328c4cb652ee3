import type { Database } from './database.ts';

/** Tells whether another program wrote to the database since it was last asked: the lease keeps cores away, not tools. */
export function createForeignWriterCheck(database: Database): () => boolean {
  const version = (): number => Number(database.pragma('main.data_version', { simple: true }));
  let known = version();
  return () => {
    const before = known;
    known = version();
    return known !== before;
  };
}
