import { z } from 'zod';
import { obstacleReasons, type Obstacle, type ObstacleTarget } from '#domain/routes/obstacle.ts';
import type { Route, RouteLeg } from '#domain/routes/route.ts';
import { vesselClasses } from '#domain/routes/sea-legs.ts';

export const obstacleTargetSchema: z.ZodType<ObstacleTarget, ObstacleTarget> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sea-leg'), legId: z.string().min(1).max(128) }),
  z.strictObject({
    kind: z.literal('road'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    radiusM: z.number().min(0).max(20_000),
  }),
]);

export const obstacleSchema: z.ZodType<Obstacle, Obstacle> = z.strictObject({
  id: z.string(),
  target: obstacleTargetSchema,
  speedPercent: z.number(),
  reason: z.enum(obstacleReasons),
  note: z.string(),
  untilMs: z.number().nullable(),
  by: z.string(),
  atMs: z.number(),
});

export const routeLegSchema: z.ZodType<RouteLeg, RouteLeg> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off-road'), durationMs: z.number(), distanceM: z.number() }),
  z.strictObject({ kind: z.literal('road'), durationMs: z.number(), distanceM: z.number(), roads: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('wait'), durationMs: z.number(), pier: z.string() }),
  z.strictObject({
    kind: z.literal('sea'),
    durationMs: z.number(),
    legId: z.string(),
    vessel: z.enum(vesselClasses),
    from: z.string(),
    to: z.string(),
    waveLimitM: z.number(),
  }),
  z.strictObject({ kind: z.literal('open-water'), durationMs: z.number(), distanceM: z.number(), to: z.string().nullable() }),
]);

export const unreachableSchema = z.enum(['open-sea', 'no-road', 'no-water', 'no-way', 'closed']);

/** A way, or why there is none. */
export const foundRouteSchema: z.ZodType<Route | { unreachable: z.infer<typeof unreachableSchema> }, Route | { unreachable: z.infer<typeof unreachableSchema> }> = z.union([
  z.strictObject({ durationMs: z.number(), legs: z.array(routeLegSchema), line: z.array(z.tuple([z.number(), z.number()])), ends: z.array(z.number()) }),
  z.strictObject({ unreachable: unreachableSchema }),
]);
