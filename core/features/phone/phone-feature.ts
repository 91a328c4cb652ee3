import type { FeedItem } from '#contract/feeds.ts';
import type { Profile } from '#contract/profile.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Asker, LogSource } from '#contract/serve/serve.ts';
import type { CallClaim } from '#domain/calls/call.ts';
import { isLive, type LineEvent, type PhoneLine } from '#domain/phone/phone-line.ts';
import type { Phone, PhoneStatus } from '#domain/phone/phone.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../../clock.ts';
import { createLatestFeed, type LatestFeed } from '../../feeds/latest-feed.ts';
import type { Journal } from '../../journal/journal.ts';
import { phoneOf } from './phone-accounts.ts';
import { createPhoneBoard, type PhoneBoard } from './phone-board.ts';
import { checkPhones } from './phone-checks.ts';
import { createPhoneOrders, type PhoneOrders } from './phone-orders.ts';
import type { PhoneStore } from './store.ts';

/** A seat that asked for a caller is rung by the telephone system within this time; then its phone answers by itself. */
const askedForMs = 15_000;

export type PhoneFeature = {
  readonly board: PhoneBoard;
  readonly orders: PhoneOrders;
  readonly feed: LatestFeed<Phone>;
  readonly ordersFeed: LogSource<FeedItem<'phone-orders'>, { phone: string }>;
  begin(phone: string, host: string): void;
  /** Keeps what a host tells. Its failure means that the host must tell it again. */
  report(asker: Asker, host: string, events: readonly LineEvent[], status: PhoneStatus): Outcome<Record<string, never>>;
  /** Has the seat's phone take the line on which this call rings; false when it rings nowhere there. */
  answerCall(asker: Asker, callId: string): boolean;
  /** For the doctor. */
  checks(): DoctorReport['checks'];
  /** Notices phones that have gone silent; wanted about once a second. */
  upkeep(): void;
};

/** The station's side of its softphones: the record of every line, orders on their way, and who hosts. */
export function createPhoneFeature(options: {
  profile: Profile;
  store: PhoneStore;
  journal: Pick<Journal, 'record'>;
  readClaim: (callId: string) => CallClaim | undefined;
  clock: Clock;
  /** Runs work in a transaction of its own; false when the disk would not take it. */
  keep: (work: () => void) => boolean;
  linksChanged: () => void;
}): PhoneFeature {
  const { profile, store, journal, clock, keep } = options;
  const orders = createPhoneOrders(clock);
  const feed = createLatestFeed<Phone>(() => board.ids(), (id) => board.read(id));
  const board: PhoneBoard = createPhoneBoard({ now: clock.now, openLines: store.openLines, changed: (phone) => feed.changed([phone]) });
  let lastLink = '';
  const tellLink = (): void => {
    const link = JSON.stringify({ ...board.link(), lastHeardAtMs: null });
    if (link === lastLink) return;
    lastLink = link;
    options.linksChanged();
  };

  /** A line whose host is gone has nobody left to end it. */
  const endOrphans = (phone: string, host: string): void => {
    const orphans = store.openLines(phone).filter((line) => !line.id.startsWith(`${host}/`));
    if (orphans.length === 0) return;
    store.receive(phone, orphans.map(({ id }) => ({ host, n: 1, atMs: clock.now(), line: id, happening: { kind: 'ended', by: 'fault', cause: 'host-lost', packets: null } })));
  };

  /** Who answers on the phone has answered the caller: the same act as the key, once. */
  const claimAnswered = (asker: Asker, events: readonly LineEvent[], lines: readonly PhoneLine[]): void => {
    for (const { happening, line: id } of events) {
      const callId = lines.find((line) => line.id === id)?.callId ?? null;
      if (happening.kind !== 'answered' || happening.by !== 'us' || callId === null) continue;
      journal.record(`phone.answered:${id}`, asker.operator, () => {
        const claim = options.readClaim(callId);
        const isKnown = claim?.answeredBy === asker.operator && claim.onPhone;
        return { acts: isKnown ? [] : [{ kind: 'call.answered', callId, takesOver: true, onPhone: true }], answer: success({}) };
      });
    }
  };

  const answerAskedFor = (asker: Asker, events: readonly LineEvent[]): void => {
    for (const { happening, line } of events) {
      if (happening.kind !== 'rang' || happening.callId === null) continue;
      const claim = options.readClaim(happening.callId);
      const isOurs = claim?.answeredStation === profile.station.id && claim.answeredBy === asker.operator;
      if (!isOurs || clock.now() - (claim.answeredAtMs ?? 0) > askedForMs) continue;
      void orders.ask(phoneOf(asker, profile), { name: 'phone.answer', input: { line } });
    }
  };

  return {
    board,
    orders,
    feed,
    ordersFeed: orders.feed,
    begin(phone, host) {
      if (board.hostOf(phone) !== host) orders.dropAll(phone);
      board.begin(phone, host);
      keep(() => endOrphans(phone, host));
      tellLink();
    },
    report(asker, host, events, status) {
      const phone = phoneOf(asker, profile);
      if (board.hostOf(phone) !== host) return failure('not-the-host', 'Another window is the phone of this seat now.');
      board.heard(phone, host, status);
      tellLink();
      if (events.length === 0) return success({});
      let lines: readonly PhoneLine[] = [];
      const isKept = keep(() => {
        lines = store.receive(phone, events);
        endOrphans(phone, host);
      });
      answerAskedFor(asker, events.filter((event) => event.host === host));
      if (!isKept) return failure('not-saved', 'The lines of the phone could not be saved; they are kept in the phone until they can.');
      claimAnswered(asker, events, lines);
      return success({});
    },
    answerCall(asker, callId) {
      const phone = phoneOf(asker, profile);
      const line = board.isUp(phone) ? board.read(phone)?.lines.find((each) => isLive(each) && each.callId === callId && each.state === 'ringing') : undefined;
      if (line) void orders.ask(phone, { name: 'phone.answer', input: { line: line.id } });
      return line !== undefined;
    },
    checks: () => [...checkPhones(profile.sip !== undefined, board.all())],
    upkeep() {
      board.upkeep();
      tellLink();
    },
  };
}
