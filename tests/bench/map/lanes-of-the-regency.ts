import type { createIslands } from '#domain/places/islands.ts';
import { landAlong } from '#domain/routes/shore-pieces.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import type { OsmData, OsmNode, OsmWay } from '#tests/fixtures/write-osm-pbf.ts';

const longestWay = 40;

/**
 * Lanes all over the islands as OpenStreetMap has them: about so many crossings in an uneven net, each lane a way of up to 40 of them with a name; all of
 * one class and speed, so that whoever goes by the shortest way goes by the quickest. The same every time.
 */
export function lanesOfTheRegency({ rings, seaBox }: Pick<ReturnType<typeof createIslands>, 'rings' | 'seaBox'>, crossings: number): OsmData {
  const random = seededRandom(112);
  const stepDegrees = Math.sqrt(landDegrees2(rings) / crossings);
  const columns = Math.floor((seaBox.east - seaBox.west) / stepDegrees);
  const rows = Math.floor((seaBox.north - seaBox.south) / stepDegrees);
  const at = new Int32Array(columns * rows);
  const nodes: OsmNode[] = [];
  for (let row = 0; row < rows; row += 1) {
    const latitude = seaBox.south + (row + random() * 0.6) * stepDegrees;
    const land = landAlong(rings, latitude);
    for (let column = 0; column < columns; column += 1) {
      const longitude = seaBox.west + (column + random() * 0.6) * stepDegrees;
      if (!land.some(([west, east]) => west < longitude && longitude <= east)) continue;
      const node = { id: nodes.length + 1, latitude, longitude };
      at[row * columns + column] = node.id;
      nodes.push(node);
    }
  }
  const ways: OsmWay[] = [];
  const layAlong = (lines: number, places: number, cell: (line: number, place: number) => number): void => {
    for (let line = 0; line < lines; line += 1) {
      let refs: number[] = [];
      const end = (): void => {
        if (refs.length > 1) ways.push({ id: ways.length + 1, refs, tags: { highway: 'residential', maxspeed: '30', name: `Jalan ${ways.length}` } });
        refs = refs.slice(-1);
      };
      for (let place = 0; place < places; place += 1) {
        const node = at[cell(line, place)] ?? 0;
        if (node > 0) refs.push(node);
        if (node === 0 || refs.length === longestWay) end();
        if (node === 0) refs = [];
      }
      end();
    }
  };
  layAlong(rows, columns, (row, column) => row * columns + column);
  layAlong(columns, rows, (column, row) => row * columns + column);
  return { nodes, ways };
}

function landDegrees2(rings: ReturnType<typeof createIslands>['rings']): number {
  return rings.reduce((sum, ring) => {
    const twice = ring.reduce((area, [x = 0, y = 0], place) => {
      const [nextX = 0, nextY = 0] = ring[(place + 1) % ring.length] ?? [];
      return area + x * nextY - nextX * y;
    }, 0);
    return sum + Math.abs(twice) / 2;
  }, 0);
}
