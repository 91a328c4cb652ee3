import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { readFlag, readNumber, readOwn, readText, type JsonObject } from '../read-json.ts';

/** One receiver as svxlink tells of it. `level` is its own measure of the signal, about 0 to 100 after calibration: no dBm, no error rate. */
export type Receiver = { readonly name: string; readonly isEnabled: boolean; readonly isOpen: boolean; readonly isActive: boolean; readonly level: number | null };

const leastLevel = -1_000;
const greatestLevel = 1_000;

/** Null where a yes or no is in no known form. A receiver that is switched off tells nothing more; one alone is active while it is open. */
export function readReceiver(body: JsonObject, name?: string): Receiver | null {
  const flag = (key: string, otherwise: boolean): boolean | null => (readOwn(body, key) === undefined ? otherwise : readFlag(body, key));
  const isEnabled = flag('enabled', true);
  const isOpen = flag('sql_open', false);
  if (isEnabled === null || isOpen === null) return null;
  const isActive = flag('active', isOpen);
  if (isActive === null) return null;
  return { name: readText(body, 'name', 32) ?? readText(body, 'id', 8) ?? name ?? '', isEnabled, isOpen, isActive, level: readNumber(body, 'siglev', leastLevel, greatestLevel) };
}

/** As lines were until 2019: a name, a sign for the squelch (`_` closed, `:` open, `*` open and chosen) and the level in four letters. */
export function readReceiverWord(word: string): Receiver | null {
  const parts = /^(.{1,32}?)([_:*])([+-]\d{3})$/u.exec(word);
  const [, name = '', squelch, level] = parts ?? [];
  return parts ? { name: cleanForeignText(name, 32), isEnabled: true, isOpen: squelch !== '_', isActive: squelch === '*', level: Number(level) } : null;
}

/** Who is heard at that moment: the squelch may close while the voter still waits for the same receiver. */
export function isHearing({ isEnabled, isOpen, isActive }: Receiver): boolean {
  return isEnabled && isOpen && isActive;
}

/** How well an over is heard, for people: the receiver that is used first, with what svxlink measures. */
export function receptionInWords(receivers: readonly Receiver[]): string | null {
  const heard = receivers.filter(({ isEnabled, isOpen }) => isEnabled && isOpen).sort((one, other) => Number(other.isActive) - Number(one.isActive));
  const words = heard.slice(0, 4).map(({ name, level }) => (level === null ? name : `${name} siglev ${Math.round(level)}`.trim()));
  return words.join(', ') || null;
}
