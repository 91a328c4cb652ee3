import { dateText, timeText } from '../../ui/time-text.ts';

const dayMs = 86_400_000;

/** `hh:mm:ss` of the last day, `dd-mm hh:mm` of earlier ones. */
export function momentText(atMs: number, nowMs: number, utcOffsetMinutes: number): string {
  const time = timeText(atMs, utcOffsetMinutes);
  return nowMs - atMs < dayMs ? time : `${dateText(atMs, utcOffsetMinutes).slice(0, 5)} ${time.slice(0, 5)}`;
}
