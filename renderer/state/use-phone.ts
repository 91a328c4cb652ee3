import type { Phone } from '#domain/phone/phone.ts';
import { isLive, type PhoneLine } from '#domain/phone/phone-line.ts';
import { useSite } from './site-context.tsx';
import { useLatest } from './use-latest.ts';

/** The host of this seat's sound, its softphone where it has one; null while nothing is known of it. */
export function usePhone(): Phone | null {
  return useLatest('phones').byKey.get(useSite().sound) ?? null;
}

/** This seat's softphone; null where it has none, or nothing is known of it yet. */
export function useTelephone(): Phone | null {
  const phone = usePhone();
  return useSite().phone === null ? null : phone;
}

/** The line that rings longest at this seat. */
export function useRingingLine(): PhoneLine | null {
  const phone = usePhone();
  return phone?.lines.find((line) => isLive(line) && line.state === 'ringing') ?? null;
}
