import type { HeardMessage } from '../ingest/heard-store.ts';
import type { HeardStore } from '../ingest/heard-store.ts';
import type { HeardHistory } from '../ingest/heard-history.ts';
import type { SyncParts } from './sync-parts.ts';
import { createPieceSize } from './piece-size.ts';

const largestPushBytes = 500_000;
const offerAtOnce = 500;

/** What the exchange of feed history needs of the station. */
export type Heard = {
  readonly store: HeardStore;
  readonly history: Pick<HeardHistory, 'takeUp' | 'end'>;
  /** Runs work in a transaction and tells the windows; false when nothing was kept. */
  keep(work: () => void): boolean;
};

/**
 * Tells central what the feeds told, by digests first, so that what another station told already costs a few bytes; and fetches what was
 * heard elsewhere while this station was away. Nothing here is urgent.
 */
export function createHeardExchange(parts: SyncParts & { heard: Heard }) {
  const { central, contact, syncStore, heard, steadyMs } = parts;
  const size = createPieceSize({ start: 100, smallest: 10, largest: 1_000 });

  const tell = async (): Promise<boolean> => {
    const offered = heard.store.untold(offerAtOnce);
    if (offered.length === 0) return false;
    const asked = await contact.call(() => central.offerHeard(offered.map(({ digest }) => digest)));
    if (!asked.ok) return failed(asked);
    contact.answered();
    const wanted = new Set(asked.value);
    let bytes = 0;
    const given = offered.filter((message, index) => wanted.has(index) && (bytes += message.payload.length) <= largestPushBytes);
    if (given.length > 0) {
      const pushed = await contact.call(() =>
        central.pushHeard(given.map(({ sourceId, topic, payload, receivedAtMs }) => ({ sourceId, topic, payload: Buffer.from(payload).toString('base64'), receivedAtMs }))),
      );
      if (!pushed.ok) return failed(pushed);
      contact.answered();
    }
    const settled = offered.filter((message, index) => !wanted.has(index) || given.includes(message));
    heard.keep(() => heard.store.markTold(settled));
    return true;
  };

  const fetch = async (): Promise<boolean> => {
    const askedAt = steadyMs();
    const after = syncStore.heardUpTo();
    const asked = await contact.call(() => central.pullHeard(after, size.next()));
    if (!asked.ok) return failed(asked);
    contact.answered();
    const { messages, next, head } = asked.value;
    // Central was restored to an older state: what it is told from now on comes again from its end.
    if (after > head) heard.keep(() => syncStore.setHeardUpTo(head));
    if (messages.length === 0) return false;
    size.measured(messages.length, steadyMs() - askedAt);
    const read = messages.map((message): HeardMessage => ({ ...message, payload: Buffer.from(message.payload, 'base64') }));
    heard.keep(() => {
      heard.history.takeUp(read);
      if (next >= head) heard.history.end();
      syncStore.setHeardUpTo(next);
    });
    return true;
  };

  const failed = (failure: Parameters<typeof contact.lost>[0]): boolean => {
    size.failed();
    if (failure.code !== 'central-refused') contact.lost(failure);
    return false;
  };

  return {
    /** One piece in each direction; false when nothing is left for now. */
    async step(): Promise<boolean> {
      const told = await tell();
      const fetched = await fetch();
      return told || fetched;
    },
  };
}
