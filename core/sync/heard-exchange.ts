import type { HeardMessage, HeardStore, KeptMessage } from '../ingest/heard-store.ts';
import type { HeardHistory } from '../ingest/heard-history.ts';
import type { SyncParts } from './sync-parts.ts';
import { createPieceSize } from './piece-size.ts';

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
  const { central, contact, syncStore, heard, steadyMs, time } = parts;
  const fetchMessages = createPieceSize({ start: 100, smallest: 10, largest: 1_000 }, time.roundTripMs);
  const tellBytes = createPieceSize({ start: 32_000, smallest: 4_000, largest: 500_000 }, time.roundTripMs);

  /** What central said that it wants and was not given yet: it is not offered again for every piece. */
  let wanted: readonly KeptMessage[] = [];

  const offer = async (): Promise<boolean> => {
    const offered = heard.store.untold(offerAtOnce);
    if (offered.length === 0) return false;
    const asked = await contact.call(() => central.offerHeard(offered.map(({ digest }) => digest)));
    if (!asked.ok) return failed(asked);
    contact.answered();
    const places = new Set(asked.value);
    wanted = offered.filter((_, index) => places.has(index));
    heard.keep(() => heard.store.markTold(offered.filter((_, index) => !places.has(index))));
    return true;
  };

  const tell = async (): Promise<boolean> => {
    if (wanted.length === 0) return offer();
    const given = beginningOf(wanted, tellBytes.next());
    const askedAt = steadyMs();
    const pushed = await contact.call(() =>
      central.pushHeard(given.map(({ sourceId, topic, payload, receivedAtMs }) => ({ sourceId, topic, payload: Buffer.from(payload).toString('base64'), receivedAtMs }))),
    );
    if (!pushed.ok) {
      // Some of them may have been forgotten here before central is back.
      wanted = [];
      tellBytes.failed();
      return failed(pushed);
    }
    contact.answered();
    tellBytes.measured(bytesOf(given), steadyMs() - askedAt);
    wanted = wanted.slice(given.length);
    heard.keep(() => heard.store.markTold(given));
    return true;
  };

  const fetch = async (): Promise<boolean> => {
    const askedAt = steadyMs();
    const after = syncStore.heardUpTo();
    const asked = await contact.call(() => central.pullHeard(after, fetchMessages.next()));
    if (!asked.ok) {
      fetchMessages.failed();
      return failed(asked);
    }
    contact.answered();
    const { messages, next, head } = asked.value;
    // Central was restored to an older state: what it is told from now on comes again from its end.
    if (after > head) heard.keep(() => syncStore.setHeardUpTo(head));
    if (messages.length === 0) return false;
    fetchMessages.measured(messages.length, steadyMs() - askedAt);
    const read = messages.map((message): HeardMessage => ({ ...message, payload: Buffer.from(message.payload, 'base64') }));
    heard.keep(() => {
      heard.history.takeUp(read);
      if (next >= head) heard.history.end();
      syncStore.setHeardUpTo(next);
    });
    return true;
  };

  const failed = (failure: Parameters<typeof contact.lost>[0]): boolean => {
    if (failure.code !== 'central-refused') contact.lost(failure);
    return false;
  };

  return {
    /** One piece in each direction; false when nothing is left for now. */
    async step(): Promise<boolean> {
      const [told, fetched] = await Promise.all([tell(), fetch()]);
      return told || fetched;
    },
  };
}

const bytesOf = (messages: readonly HeardMessage[]): number => messages.reduce((sum, { payload }) => sum + payload.length, 0);

/** The first ones that are together no longer than `bytes`, and one in any case. */
function beginningOf<Message extends HeardMessage>(messages: readonly Message[], bytes: number): readonly Message[] {
  let left = bytes;
  const end = messages.findIndex(({ payload }, index) => (left -= payload.length) < 0 && index > 0);
  return end < 0 ? messages : messages.slice(0, end);
}
