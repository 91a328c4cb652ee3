import type { Transmission } from './transmission.ts';

/** The incident a person filed a transmission under; null once it was taken out again. */
export type Filing = { readonly incidentId: string | null; readonly atMs: number; readonly actor: string };

/** What a timeline says of a transmission that was filed there, also at a station that never heard it. */
export type FiledTransmission = Pick<Transmission, 'unitId' | 'alias' | 'radioId' | 'talkgroup' | 'startedAtMs' | 'durationMs'>;
