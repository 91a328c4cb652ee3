import { degreeText, type HemisphereLetters } from '../../map/geo/graticule.ts';

/** `7°03′ LS 113°54′ BT`, or nothing where there is no point. */
export function pointText(
  point: { readonly latitude: number | null; readonly longitude: number | null },
  letters: HemisphereLetters,
): string {
  if (point.latitude === null || point.longitude === null) return '';
  return [
    degreeText(point.latitude, { positive: letters.north, negative: letters.south }),
    degreeText(point.longitude, { positive: letters.east, negative: letters.west }),
  ].join(' ');
}
