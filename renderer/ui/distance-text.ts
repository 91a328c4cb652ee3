/** `80 m`, `1,2 km`, `14 km`: two digits that count, with the decimal comma of the language. */
export function distanceText(distanceM: number, language: 'id' | 'en'): string {
  if (distanceM < 950) return `${Math.round(distanceM / 10) * 10} m`;
  const km = distanceM / 1_000;
  const text = km < 10 ? km.toFixed(1) : String(Math.round(km));
  return `${language === 'id' ? text.replace('.', ',') : text} km`;
}
