import { z } from 'zod';

/** The map pack a station works with, as far as a window draws it. Its tiles lie at `mapTilesPath(id)`. */
const mapPackSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** West, south, east, north, in degrees. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Must be shown wherever the map is. */
  attribution: z.string(),
  sourceName: z.string(),
  sourceDateMs: z.int().nullable(),
});

/** Without a pack the shipped map serves; `fault` says why an installed one is not used. */
export const mapOfStationSchema = z.strictObject({ pack: mapPackSchema.nullable(), fault: z.string().nullable() });
