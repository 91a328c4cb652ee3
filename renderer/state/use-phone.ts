import type { Phone } from '#domain/phone/phone.ts';
import { isLive, type PhoneLine } from '#domain/phone/phone-line.ts';
import { useSite } from './site-context.tsx';
import { useLatest } from './use-latest.ts';

/** This seat's softphone; null where it has none, or nothing is known of it yet. */
export function usePhone(): Phone | null {
  const { phone } = useSite();
  const phones = useLatest('phones');
  return (phone !== null && phones.byKey.get(phone)) || null;
}

/** The line that rings longest at this seat. */
export function useRingingLine(): PhoneLine | null {
  const phone = usePhone();
  return phone?.lines.find((line) => isLive(line) && line.state === 'ringing') ?? null;
}
