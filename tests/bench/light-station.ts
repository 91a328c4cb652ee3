import { connectAsync } from 'mqtt';
import { wakeTopic } from '#contract/sync/peer-messages.ts';
import { siteStart, type SiteCursor } from '#contract/sync/sync-messages.ts';
import { createHttpCentral } from '#core/sync/http-central.ts';
import { entitiesTouched, type Act } from '#domain/journal/act.ts';
import type { EventRow } from '#domain/sync/event-batch.ts';
import type { StationChain } from '#tests/fixtures/station-chain.ts';

/** One of many stations in one process: the station's own way to central, its chain and its signatures, but no database, no folding, no windows. */
export type LightStation = {
  /** Decides and pushes; resolves when central has answered that it holds the act. The running number of the act is told before. */
  push(act: Act, pushed?: (seq: number) => void): Promise<void>;
  /** Requests that central did not answer or did not take. */
  failures(): number;
  close(): Promise<void>;
};

/** As `core/sync/pull-events.ts` has them. */
const heldBackMs = 4_000;
const lookAgainMs = 500;
const mostAtOnce = 5_000;

export async function openLightStation(options: {
  readonly url: string;
  readonly broker: string;
  readonly site: string;
  readonly chain: StationChain;
  /** An act of another station came by pulling. */
  readonly heard: (station: string, seq: number) => void;
}): Promise<LightStation> {
  const { site, chain } = options;
  const central = createHttpCentral({ url: options.url, site, station: chain.station, key: chain.key });
  const seen = new Map<string, Record<string, number>>();
  let cursor: SiteCursor = siteStart;
  let headSeq = 0;
  let failures = 0;
  let isClosed = false;
  let look: NodeJS.Timeout | null = null;
  let hurry = Promise.withResolvers<null>();

  const take = (station: string, firstSeq: number, rows: readonly EventRow[]): void => {
    for (const [index, row] of rows.entries()) {
      for (const entity of entitiesTouched(row[6])) seen.set(entity, { ...seen.get(entity), [station]: firstSeq + index });
      options.heard(station, firstSeq + index);
    }
  };
  const pull = async (): Promise<void> => {
    const waitMs = cursor.seq < headSeq ? 0 : heldBackMs;
    const asking = central.pull({ marks: [cursor], limit: mostAtOnce, waitMs, withOwn: false });
    const answer = await (waitMs === 0 ? asking : Promise.race([asking, hurry.promise]));
    hurry = Promise.withResolvers<null>();
    if (answer === null || isClosed) return;
    if (!answer.ok || answer.value.kind !== 'entries') {
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      return;
    }
    for (const { batch } of answer.value.runs) take(batch.station, batch.firstSeq, batch.rows);
    cursor = answer.value.next;
    headSeq = answer.value.head.seq;
  };

  const ear = await connectAsync(options.broker);
  ear.on('message', (_topic, payload) => {
    const { seq } = JSON.parse(payload.toString()) as { seq: number };
    look ??= setTimeout(() => {
      look = null;
      if (seq <= cursor.seq) return;
      headSeq = Math.max(headSeq, seq);
      hurry.resolve(null);
    }, lookAgainMs);
  });
  await ear.subscribeAsync(wakeTopic(site), { qos: 1 });
  const pulling = (async () => {
    while (!isClosed) await pull();
  })();

  return {
    async push(act, pushed) {
      const known = Object.assign({}, ...entitiesTouched(act).map((entity) => seen.get(entity))) as Record<string, number>;
      const { seq } = chain.add(act, { nowMs: Date.now(), ...(Object.keys(known).length > 0 ? { seen: known } : {}) });
      pushed?.(seq);
      const answer = await central.push({ batches: [chain.batch(seq, seq)] });
      if (!answer.ok || answer.value.refused.length > 0) failures += 1;
    },
    failures: () => failures,
    async close() {
      isClosed = true;
      hurry.resolve(null);
      central.close();
      await ear.endAsync(true);
      await pulling;
    },
  };
}
