/** What the map marks with a sign of its own, because a dispatcher sends people there or from there. */
export const poiKinds = ['hospital', 'puskesmas', 'pier', 'police', 'fire-station', 'clinic'] as const;
export type PoiKind = (typeof poiKinds)[number];

/** The name of the sign's image, see `iconName`. */
export function poiIconName(kind: PoiKind, theme: string): string {
  return ['poi', kind, theme].join('|');
}

/** What a facility of the shipped list is, by how it is called; null where it has no sign. */
export function poiKindOf(name: string): PoiKind | null {
  const found = wordsOf.find(([word]) => word.test(name));
  return found ? found[1] : null;
}

const wordsOf: readonly (readonly [RegExp, PoiKind])[] = [
  [/^puskesmas\b/i, 'puskesmas'],
  [/^(?:rsud|rsu|rsi|rs|rumah sakit)\b/i, 'hospital'],
  [/^(?:pelabuhan|dermaga)\b/i, 'pier'],
  [/^(?:polres|polsek|pos polisi|polairud)\b/i, 'police'],
  [/^(?:pos )?damkar\b/i, 'fire-station'],
];
