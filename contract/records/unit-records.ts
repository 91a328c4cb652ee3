import { z } from 'zod';
import { conflictRules } from '#domain/conflicts/conflict.ts';
import type { FixRecord } from '#domain/positions/fix-record.ts';
import { fixStandings, type UnitPosition } from '#domain/positions/position.ts';
import { unitKinds, unitStatuses, type Unit } from '#domain/units/unit.ts';

export const unitSchema: z.ZodType<Unit, Unit> = z.strictObject({
  unitId: z.string(),
  callSign: z.string(),
  kind: z.enum(unitKinds),
  status: z.enum(unitStatuses),
  statusSinceMs: z.number(),
  statusBy: z.string().nullable(),
  incidentId: z.string().nullable(),
  baseName: z.string(),
  baseLatitude: z.number(),
  baseLongitude: z.number(),
  islandId: z.string().nullable(),
  islandName: z.string().nullable(),
  talkgroup: z.number().nullable(),
  phone: z.string().nullable(),
  conflictRules: z.array(z.enum(conflictRules)),
});

const fixFields = {
  id: z.string(),
  sourceId: z.string(),
  deviceId: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  fixedAtMs: z.number(),
  receivedAtMs: z.number(),
  accuracyM: z.number().nullable(),
  speedKmh: z.number().nullable(),
  headingDeg: z.number().nullable(),
  altitudeM: z.number().nullable(),
  batteryPercent: z.number().nullable(),
  declaredStale: z.boolean(),
};

export const unitPositionSchema: z.ZodType<UnitPosition, UnitPosition> = z.strictObject({
  unitId: z.string(),
  islandId: z.string().nullable(),
  ...fixFields,
  spoken: z.strictObject({ text: z.string(), by: z.string() }).optional(),
});

export const fixRecordSchema: z.ZodType<FixRecord, FixRecord> = z.strictObject({ ...fixFields, standing: z.enum(fixStandings) });
