import type { RecordingHead } from '#domain/recordings/recording.ts';

/** A piece that core does not have yet, or the end of a recording behind its last piece. */
export type HeldPiece = {
  readonly id: string;
  readonly n: number;
  readonly head: RecordingHead;
  readonly endMs: number;
  /** Null for the end. */
  readonly data: Uint8Array<ArrayBuffer> | null;
  readonly end: 'finished' | 'fault' | null;
};

/** What was recorded and not told to core yet: in memory, and on disk so that the next host can tell it when this one dies. */
export type PieceKeeper = {
  /** Oldest first; those of hosts before this one come first. */
  pending(): readonly HeldPiece[];
  /** False when there is no room left: then the piece is not kept. An end is always kept. */
  keep(piece: HeldPiece): boolean;
  drop(piece: HeldPiece): void;
  waitingBytes(): number;
};

const storeName = 'pieces';
/** Three hours of one line. */
const mostBytes = 64_000_000;

/** Opens it; without a disk (a private browser window) it lives in memory alone. */
export async function openPieceKeeper(factory: IDBFactory, name: string): Promise<PieceKeeper> {
  const database = await openDatabase(factory, name).catch(() => null);
  const pieces: HeldPiece[] = database ? await readAll(database).catch(() => []) : [];
  let bytes = pieces.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  const change = (work: (store: IDBObjectStore) => void): void => {
    if (database) work(database.transaction(storeName, 'readwrite', { durability: 'strict' }).objectStore(storeName));
  };
  const keep = (piece: HeldPiece): boolean => {
    const size = piece.data?.length ?? 0;
    if (bytes + size > mostBytes) return false;
    bytes += size;
    pieces.push(piece);
    change((store) => store.put(piece));
    return true;
  };
  endUnended(pieces).forEach(keep);
  return {
    pending: () => pieces,
    keep,
    drop(piece) {
      const index = pieces.indexOf(piece);
      if (index < 0) return;
      pieces.splice(index, 1);
      bytes -= piece.data?.length ?? 0;
      change((store) => store.delete([piece.id, piece.n]));
    },
    waitingBytes: () => bytes,
  };
}

/** What a host that died recorded has ended with its last piece. */
function endUnended(pieces: readonly HeldPiece[]): HeldPiece[] {
  const last = new Map(pieces.map((piece) => [piece.id, piece] as const));
  return [...last.values()].filter(({ end }) => end === null).map((piece) => ({ ...piece, n: piece.n + 1, data: null, end: 'fault' }));
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: ['id', 'n'] });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('the pieces cannot be opened'));
  });
}

function readAll(database: IDBDatabase): Promise<HeldPiece[]> {
  return new Promise((resolve, reject) => {
    const reading = database.transaction(storeName).objectStore(storeName).getAll() as IDBRequest<HeldPiece[]>;
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error ?? new Error('the pieces cannot be read'));
  });
}
