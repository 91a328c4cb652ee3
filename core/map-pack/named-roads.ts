import type { RoadGraph } from '#domain/routes/road-graph.ts';
import type { PlacedLandmark } from './map-features.ts';

/** Every road that has a name, once per island, at the start of its first line. */
export function namedRoads(graph: RoadGraph, islandAt: (latitude: number, longitude: number) => { readonly id: string } | null): PlacedLandmark[] {
  const seen = new Set<string>();
  const roads: PlacedLandmark[] = [];
  graph.lineName.forEach((nameIndex, line) => {
    const name = graph.names[nameIndex] ?? '';
    if (name === '') return;
    const node = graph.grid.lineNode[line] ?? 0;
    const [latitude, longitude] = [(graph.nodeLatitudeE7[node] ?? 0) / 1e7, (graph.nodeLongitudeE7[node] ?? 0) / 1e7];
    const key = `${nameIndex} ${islandAt(latitude, longitude)?.id ?? ''}`;
    if (seen.has(key)) return;
    seen.add(key);
    roads.push({ source: `road ${nameIndex}`, kind: 'road', name, otherNames: [], kecamatan: null, longitude, latitude });
  });
  return roads;
}
