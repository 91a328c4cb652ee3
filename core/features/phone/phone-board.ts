import type { Phone, PhoneStatus } from '#domain/phone/phone.ts';
import { silentStatus } from '#domain/phone/phone.ts';
import type { Link } from '#domain/links/link.ts';
import type { PhoneLine } from '#domain/phone/phone-line.ts';

type Hosted = { readonly host: string; readonly status: PhoneStatus; readonly heardAtMs: number; readonly isUp: boolean };

/** Hosts tell something every two seconds. */
const silentAfterMs = 6_000;

/** What the phone hosts of this station said last, in memory: it is theirs, and each says it again when core is new. */
export function createPhoneBoard(options: { now: () => number; openLines: (phone: string) => readonly PhoneLine[]; changed: (phone: string) => void }) {
  const { now } = options;
  const phones = new Map<string, Hosted>();
  const set = (phone: string, hosted: Hosted): void => {
    phones.set(phone, hosted);
    options.changed(phone);
  };
  const read = (phone: string): Phone | undefined => {
    const hosted = phones.get(phone);
    if (!hosted) return undefined;
    const { status, heardAtMs, isUp } = hosted;
    return { ...status, lines: isUp ? status.lines : options.openLines(phone), id: phone, host: isUp ? 'up' : 'away', heardAtMs };
  };

  return {
    begin(phone: string, host: string): void {
      const before = phones.get(phone);
      set(phone, { host, status: before?.host === host ? before.status : silentStatus, heardAtMs: now(), isUp: true });
    },
    hostOf: (phone: string): string | undefined => phones.get(phone)?.host,
    isUp: (phone: string): boolean => phones.get(phone)?.isUp ?? false,
    heard(phone: string, host: string, status: PhoneStatus): void {
      set(phone, { host, status, heardAtMs: now(), isUp: true });
    },
    /** Notices hosts that have gone silent. */
    upkeep(): void {
      for (const [phone, hosted] of phones) {
        if (hosted.isUp && now() - hosted.heardAtMs > silentAfterMs) set(phone, { ...hosted, isUp: false });
      }
    },
    ids: (): readonly string[] => [...phones.keys()],
    read,
    all: (): readonly Phone[] => [...phones.keys()].flatMap((phone) => read(phone) ?? []),
    /** How the SIP server is reached, for the strip; null before any phone has told how it stands. */
    link(): Pick<Link, 'state' | 'sinceMs' | 'reason' | 'lastHeardAtMs'> | null {
      const [first] = [...phones.values()].filter(isTelephone).sort((left, right) => Number(isRegistered(left)) - Number(isRegistered(right)));
      if (!first) return null;
      const { registration } = first.status;
      if (!first.isUp) return { state: 'down', sinceMs: first.heardAtMs, reason: 'The phone is not heard of.', lastHeardAtMs: first.heardAtMs };
      const isLive = registration.state === 'registered';
      const reason = isLive ? null : (registration.reason ?? 'The phone is registering.');
      return { state: isLive ? 'live' : registration.state === 'failed' ? 'down' : 'late', sinceMs: registration.sinceMs, reason, lastHeardAtMs: first.heardAtMs };
    },
  };
}

/** A host that hosts sound alone never tries to register. */
function isTelephone({ status }: Hosted): boolean {
  return status.registration.state !== 'off';
}

function isRegistered({ isUp, status }: Hosted): boolean {
  return isUp && status.registration.state === 'registered';
}

export type PhoneBoard = ReturnType<typeof createPhoneBoard>;
