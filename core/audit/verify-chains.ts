import { receiptText, type Receipt } from '#contract/sync/sync-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import { isSignedBy } from '#ledger/station-key.ts';
import type { ChainHead, JournalStore } from '../journal/journal-store.ts';

/** Where a chain is not as it was written. `uptoSeq` is larger than `seq` where only that the fault lies between is certain. */
export type AuditFinding = {
  readonly station: string;
  readonly seq: number;
  readonly uptoSeq: number;
  readonly kind: 'changed' | 'missing' | 'not-linked' | 'cut' | 'recomputed' | 'receipt-forged' | 'unreadable';
  readonly sentence: string;
};

export type AuditReport = {
  readonly ok: boolean;
  readonly events: number;
  readonly stations: readonly { readonly station: string; readonly events: number; readonly head: ChainHead }[];
  /** How many of central's signed heads were compared, and whether their signatures could be checked. */
  readonly receipts: { readonly compared: number; readonly signaturesChecked: boolean };
  readonly findings: readonly AuditFinding[];
};

/** What was kept apart from the journal, to compare it with. */
export type Evidence = {
  readonly receipts: readonly Receipt[];
  /** The newest own event that was ever recorded, by station. */
  readonly witness: ReadonlyMap<string, ChainHead>;
  /** Second copies of events. */
  readonly copies: readonly JournalEvent[];
  /** Central's public key; without it the signatures are not checked. */
  readonly central: { readonly site: string; readonly publicKey: string } | null;
};

const batch = 1_000;

/**
 * Goes through every station's chain: each event's own hash, the hash of the one before it and the running number; then compares
 * with what is kept elsewhere, since a chain alone misses what was cut off its end and what was computed anew.
 */
export function verifyChains(options: {
  journal: Pick<JournalStore, 'heads' | 'ofStation'>;
  evidence: Evidence;
  hasWholeHistory: boolean;
  station?: string | undefined;
}): AuditReport {
  const { journal, evidence } = options;
  const findings: AuditFinding[] = [];
  const heads = journal.heads();
  const receipts = signedReceipts(evidence, findings);
  const known = [...new Set([...heads.keys(), ...evidence.witness.keys(), ...receipts.map(({ station }) => station)])];
  const stations = known.filter((station) => options.station === undefined || station === options.station).sort();
  const verified = stations.map((station) => {
    const expected = expectedHashes(station, evidence, receipts);
    const chain = followChain(station, journal, expected, options.hasWholeHistory);
    findings.push(...chain.findings);
    return { station, events: chain.events, head: chain.head };
  });
  const compared = receipts.filter(({ station }) => stations.includes(station)).length;
  return {
    ok: findings.length === 0,
    events: verified.reduce((sum, { events }) => sum + events, 0),
    stations: verified,
    receipts: { compared, signaturesChecked: evidence.central !== null },
    findings: findings.sort((left, right) => (left.station === right.station ? left.seq - right.seq : left.station < right.station ? -1 : 1)),
  };
}

function signedReceipts({ receipts, central }: Evidence, findings: AuditFinding[]): readonly Receipt[] {
  if (central === null) return receipts;
  return receipts.filter((receipt) => {
    if (isSignedBy(central.publicKey, receiptText(central.site, receipt), receipt.signature)) return true;
    findings.push(finding(receipt.station, receipt.seq, 'receipt-forged', `The receipt for event ${receipt.seq} of ${receipt.station} is not central's.`));
    return false;
  });
}

/** By running number, the hash that the event had when it was seen elsewhere. */
function expectedHashes(station: string, { witness, copies }: Evidence, receipts: readonly Receipt[]): ReadonlyMap<number, string> {
  const expected = new Map<number, string>();
  for (const receipt of receipts) if (receipt.station === station) expected.set(receipt.seq, receipt.hash);
  for (const copy of copies) if (copy.station === station) expected.set(copy.seq, copy.hash);
  const last = witness.get(station);
  if (last) expected.set(last.seq, last.hash);
  return expected;
}

function followChain(
  station: string,
  journal: Pick<JournalStore, 'heads' | 'ofStation'>,
  expected: ReadonlyMap<number, string>,
  hasWholeHistory: boolean,
): { findings: readonly AuditFinding[]; events: number; head: ChainHead } {
  const findings: AuditFinding[] = [];
  const add = (seq: number, kind: AuditFinding['kind'], sentence: string, uptoSeq = seq): void => {
    if (!findings.some((known) => known.seq === seq)) findings.push(finding(station, seq, kind, sentence, uptoSeq));
  };
  let head: ChainHead = { seq: 0, hash: chainStart };
  let events = 0;
  let newestAgreed = 0;
  let isRecomputed = false;

  const take = (event: JournalEvent): void => {
    const { hash, ...unsigned } = event;
    const isGap = event.seq !== head.seq + 1;
    if (isGap && hasWholeHistory) add(head.seq + 1, 'missing', `Events ${head.seq + 1} to ${event.seq - 1} of ${station} were removed.`, event.seq - 1);
    if (journalEventHash(unsigned) !== hash) add(event.seq, 'changed', `Event ${event.seq} of ${station} is not as it was written.`);
    else if (!isGap && event.previousHash !== head.hash) add(event.seq, 'not-linked', `Event ${event.seq} of ${station} does not follow the one before it.`);
    const should = expected.get(event.seq);
    if (should === hash) newestAgreed = event.seq;
    else if (should !== undefined && !isRecomputed && !findings.some(({ seq }) => seq > newestAgreed)) {
      isRecomputed = true;
      add(newestAgreed + 1, 'recomputed', `Event ${newestAgreed + 1} of ${station}${newestAgreed + 1 === event.seq ? '' : ` or one up to ${event.seq}`} is another one than it was: the chain was computed anew.`, event.seq);
    }
    head = { seq: event.seq, hash };
    events += 1;
  };

  try {
    for (let after = 0; ; after = head.seq) {
      const placed = journal.ofStation(station, after, batch);
      for (const { event } of placed) take(event);
      if (placed.length < batch) break;
    }
  } catch (error) {
    add(head.seq + 1, 'unreadable', `Event ${head.seq + 1} of ${station} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return { findings, events, head };
  }
  const newest = Math.max(journal.heads().get(station)?.seq ?? 0, ...expected.keys());
  if (newest > head.seq) add(head.seq + 1, 'cut', `Events ${head.seq + 1} to ${newest} of ${station} were cut off, or the file is an older copy.`, newest);
  return { findings, events, head };
}

function finding(station: string, seq: number, kind: AuditFinding['kind'], sentence: string, uptoSeq = seq): AuditFinding {
  return { station, seq, uptoSeq, kind, sentence };
}

/** Whether a copy is as it was written; one that is not proves nothing. */
export function isSoundCopy(copy: JournalEvent): boolean {
  const { hash, ...unsigned } = copy;
  return journalEventHash(unsigned) === hash;
}
