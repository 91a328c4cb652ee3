import type { CentralApi } from '#contract/sync/central-api.ts';
import type { StationKey } from '#contract/sync/sync-messages.ts';
import { isSignedBy } from '#ledger/station-key.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createBell } from './bell.ts';
import type { Contact } from './contact.ts';

/** Where the keys of the site's stations stand between two starts. */
export type KeptKeys = { read(): readonly StationKey[]; keep(keys: readonly StationKey[]): void };

/** What the keys say of a text that is to be a station's: `unknown`, central has not named that station here; `revoked`, it shut it out. */
export type SignatureVerdict = 'right' | 'wrong' | 'unknown' | 'revoked';

/** A station that was shut out is known here as such after so long, and one that got a new key. */
const askEveryMs = 50_000;
const soonestAgainMs = 2_000;

/** The public keys of the site's stations, as central named them last; without central those that stood then. */
export function createStationKeys(parts: {
  central: Pick<CentralApi, 'keys'>;
  contact: Pick<Contact, 'untilUp' | 'call' | 'answered' | 'lost'>;
  clock: Pick<Clock, 'after'>;
  log: Pick<Log, 'warn'>;
  kept: KeptKeys;
  /** Central answered which keys there are, or did not. */
  asked: () => void;
}) {
  const { central, contact, clock, log, kept } = parts;
  const wanted = createBell(clock);
  const closing = createBell(clock);
  let keys: readonly StationKey[] = kept.read();
  let isWanted = false;
  let isClosed = false;

  const want = (): void => {
    isWanted = true;
    wanted.ring();
  };

  return {
    judge(station: string, text: string, signature: string | null): SignatureVerdict {
      const known = keys.find((each) => each.station === station);
      if (!known) return 'unknown';
      if (known.isRevoked) return 'revoked';
      // A site whose stations have no keys: an exercise.
      if (known.publicKey === null) return 'right';
      return signature !== null && isSignedBy(known.publicKey, text, signature) ? 'right' : 'wrong';
    },
    /** A station is there that central has not named here. */
    met(station: string): void {
      if (!keys.some((each) => each.station === station)) want();
    },
    /** Asks as soon as may be. */
    want,
    /** One question, and the pause behind it. */
    async step(): Promise<void> {
      if (!(await contact.untilUp())) return;
      isWanted = false;
      const answer = await contact.call(() => central.keys());
      if (answer.ok) {
        contact.answered();
        if (JSON.stringify(answer.value) !== JSON.stringify(keys)) {
          keys = answer.value;
          kept.keep(keys);
        }
      } else if (answer.code === 'central-refused') log.warn('central does not tell the keys of the stations', { reason: answer.sentence });
      else contact.lost(answer);
      parts.asked();
      if (!isClosed) await closing.wait(soonestAgainMs);
      if (!isWanted && !isClosed) await wanted.wait(askEveryMs);
    },
    close(): void {
      isClosed = true;
      closing.ring();
      wanted.ring();
    },
  };
}
