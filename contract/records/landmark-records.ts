import { z } from 'zod';
import type { Landmark } from '#domain/landmarks/landmark.ts';

export const landmarkName = z.string().trim().min(1).max(100);

export const landmarkSchema: z.ZodType<Landmark, Landmark> = z.strictObject({
  id: z.string(),
  name: z.string(),
  otherNames: z.array(z.string()),
  latitude: z.number(),
  longitude: z.number(),
  radiusM: z.number(),
  islandId: z.string().nullable(),
  islandName: z.string().nullable(),
  incidentId: z.string().nullable(),
  by: z.string(),
  atMs: z.number(),
});
