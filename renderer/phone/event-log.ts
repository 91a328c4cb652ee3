import type { LineEvent } from '#domain/phone/phone-line.ts';

/** Events that core has not acknowledged: in memory, and on disk so that the next host can tell them when this one dies. */
export type EventLog = {
  /** Those of hosts before this one come first. */
  pending(): readonly LineEvent[];
  append(event: LineEvent): void;
  acknowledge(events: readonly LineEvent[]): void;
};

const storeName = 'events';

/** Opens it; without a disk (a private browser window) it lives in memory alone. */
export async function openEventLog(factory: IDBFactory, name: string): Promise<EventLog> {
  const database = await openDatabase(factory, name).catch(() => null);
  const events: LineEvent[] = database ? await readAll(database) : [];
  const change = (work: (store: IDBObjectStore) => void): void => {
    if (database) work(database.transaction(storeName, 'readwrite', { durability: 'strict' }).objectStore(storeName));
  };
  return {
    pending: () => events,
    append(event) {
      events.push(event);
      change((store) => store.put(event));
    },
    acknowledge(told) {
      for (const event of told) events.splice(events.indexOf(event), 1);
      change((store) => told.forEach(({ host, n }) => store.delete([host, n])));
    },
  };
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: ['host', 'n'] });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('the event log cannot be opened'));
  });
}

function readAll(database: IDBDatabase): Promise<LineEvent[]> {
  return new Promise((resolve, reject) => {
    const reading = database.transaction(storeName).objectStore(storeName).getAll() as IDBRequest<LineEvent[]>;
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error ?? new Error('the event log cannot be read'));
  });
}
