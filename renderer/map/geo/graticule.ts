import type { FeatureCollection, LineString } from 'geojson';
import { collection, lineFeature } from './points-and-lines.ts';

export type GridLine = { readonly label: string; readonly level: 'degree' | 'half' | 'tenth' };

/** `7°30′ LS` or `113°54′ BT`: degrees and minutes with the language's letters for the hemispheres. */
export function degreeText(valueDeg: number, letters: { readonly positive: string; readonly negative: string }): string {
  const minutes = Math.round(Math.abs(valueDeg) * 60);
  const letter = valueDeg < 0 ? letters.negative : letters.positive;
  return `${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, '0')}′ ${letter}`;
}

export type GridArea = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
export type HemisphereLetters = { readonly north: string; readonly south: string; readonly east: string; readonly west: string };

/** Parallels and meridians every 6 minutes over a whole-degree area; the level says which of them a scale may show. */
export function graticule(area: GridArea, letters: HemisphereLetters): FeatureCollection<LineString, GridLine> {
  const lines = [];
  const west = Math.floor(area.west);
  const east = Math.ceil(area.east);
  const south = Math.floor(area.south);
  const north = Math.ceil(area.north);
  for (let tenth = west * 10; tenth <= east * 10; tenth += 1) {
    const longitude = tenth / 10;
    const label = degreeText(longitude, { positive: letters.east, negative: letters.west });
    lines.push(lineFeature([[longitude, south], [longitude, north]], { label, level: levelOf(tenth) }));
  }
  for (let tenth = south * 10; tenth <= north * 10; tenth += 1) {
    const latitude = tenth / 10;
    const label = degreeText(latitude, { positive: letters.north, negative: letters.south });
    lines.push(lineFeature([[west, latitude], [east, latitude]], { label, level: levelOf(tenth) }));
  }
  return collection(lines);
}

function levelOf(tenth: number): GridLine['level'] {
  if (tenth % 10 === 0) return 'degree';
  return tenth % 5 === 0 ? 'half' : 'tenth';
}
