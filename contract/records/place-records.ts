import { z } from 'zod';
import type { Place, PlaceSuggestion } from '#domain/places/place.ts';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

export const pointSchema = z.strictObject({ latitude, longitude });

/** A point is whole or absent: one coordinate without the other is refused. */
export const placeSchema: z.ZodType<Place, Place> = z
  .strictObject({
    text: z.string().max(300),
    latitude: latitude.nullable(),
    longitude: longitude.nullable(),
    radiusM: z.number().min(0).max(1_000_000).nullable(),
    islandId: z.string().max(64).nullable(),
    islandName: z.string().max(100).nullable(),
    source: z.enum(['gazetteer', 'map', 'spoken', 'caller']),
  })
  .refine((place) => (place.latitude === null) === (place.longitude === null), {
    message: 'latitude and longitude come together',
  });

export const placeSuggestionSchema: z.ZodType<PlaceSuggestion, PlaceSuggestion> = z.strictObject({
  id: z.string(),
  name: z.string(),
  detail: z.string(),
  kind: z.enum(['island', 'kecamatan', 'town', 'village', 'facility', 'landmark', 'near', 'point']),
  kecamatan: z.string().nullable(),
  latitude,
  longitude,
  radiusM: z.number(),
  islandId: z.string().nullable(),
  islandName: z.string().nullable(),
});
