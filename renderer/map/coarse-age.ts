export type CoarseAgeWords = {
  readonly ageSeconds: (seconds: number) => string;
  readonly ageMinutes: (minutes: number) => string;
  readonly ageHours: (hours: number) => string;
  readonly ageDays: (days: number) => string;
};

/** An age in one unit, rounded down, for labels that should not change every second. */
export function coarseAgeText(ageMs: number, words: CoarseAgeWords): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  if (seconds < 60) return words.ageSeconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return words.ageMinutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? words.ageHours(hours) : words.ageDays(Math.floor(hours / 24));
}
