import type { Profile } from '#contract/profile.ts';
import type { SipAccount } from '#contract/records/phone-records.ts';
import type { Asker } from '#contract/serve/serve.ts';

/** The hidden window of the desktop that owns the phone; the shell names the seats of its windows. */
const hostSeat = 'phone';
const isBrowser = (seat: string): boolean => seat.startsWith('browser/');

/** Which phone a seat works with: the desktop has one for all of its windows, a browser seat its own. */
export function phoneOf(asker: Asker, profile: Profile): string {
  return isBrowser(asker.seat) ? asker.seat : profile.station.id;
}

/** Whether a seat may speak for its phone. */
export function mayHost(asker: Asker): boolean {
  return isBrowser(asker.seat) || asker.seat === hostSeat;
}

/** Whether there is an account for the phone of this seat. */
export function hasPhone(asker: Asker, profile: Profile): boolean {
  return userOf(asker, profile) !== undefined;
}

/** What the phone of a seat registers with; null where the profile gives it none, or its password is not among the secrets. */
export function accountOf(asker: Asker, profile: Profile, readSecret: (name: string) => string | undefined): SipAccount | null {
  const user = userOf(asker, profile);
  const password = user && readSecret(user.passwordSecret);
  if (!profile.sip || !user || password === undefined) return null;
  const { proxies, domain, iceServers, registerS, displayName } = profile.sip;
  const voice = profile.talkgroups.flatMap(({ id, voice: target }) => (target === undefined ? [] : [{ talkgroup: id, target }]));
  return { phone: phoneOf(asker, profile), proxies, domain, user: user.user, displayName: displayName ?? null, password, iceServers, registerS, voice };
}

function userOf({ operator, seat }: Asker, profile: Profile): { user: string; passwordSecret: string } | undefined {
  return isBrowser(seat) ? profile.sip && profile.operators.find(({ name }) => name === operator)?.sip : profile.sip;
}
