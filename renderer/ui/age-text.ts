import type { Language } from '../i18n/define-text.ts';

const units: Readonly<Record<Language, { day: string; hour: string; minute: string; second: string }>> = {
  id: { day: 'h', hour: 'j', minute: 'm', second: 'd' },
  en: { day: 'd', hour: 'h', minute: 'm', second: 's' },
};

/**
 * How long ago, at most two parts: `8 d`, `3 m 05 d`, `2 j 14 m`, `4 h 02 j`. A negative age, from a clock ahead of
 * ours, reads as zero.
 */
export function ageText(ageMs: number, language: Language): string {
  const { day, hour, minute, second } = units[language];
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes === 0) return `${seconds} ${second}`;
  if (hours === 0) return `${minutes} ${minute} ${two(seconds % 60)} ${second}`;
  if (days === 0) return `${hours} ${hour} ${two(minutes % 60)} ${minute}`;
  return `${days} ${day} ${two(hours % 24)} ${hour}`;
}

/** The same in one part, rounded down, for labels that should not change every second: `8 d`, `3 m`, `2 j`. */
export function coarseAgeText(ageMs: number, language: Language): string {
  const { day, hour, minute, second } = units[language];
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  if (seconds < 60) return `${seconds} ${second}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} ${minute}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} ${hour}` : `${Math.floor(hours / 24)} ${day}`;
}

/** A running stopwatch such as `0:08` or `12:40`, hours in front where there are any. */
export function stopwatchText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
