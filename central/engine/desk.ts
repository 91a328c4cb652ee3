import type { Conflict } from '#domain/conflicts/conflict.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitStanding } from '#domain/units/unit.ts';
import type { SiteCursor } from '#contract/sync/sync-messages.ts';

/** Something of a station that central did not take, or took without effect or at another place, and how often. */
export type SetAside = {
  readonly station: string;
  readonly code: string;
  readonly sentence: string;
  readonly firstSeq: number;
  readonly times: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
};

/** What a supervisor of a site sees. */
export type Desk = {
  incidents(site: string, which: { readonly openOnly: boolean; readonly limit: number }): Promise<readonly Incident[]>;
  units(site: string): Promise<readonly UnitStanding[]>;
  conflicts(site: string): Promise<readonly Conflict[]>;
  heads(site: string): Promise<{ readonly head: SiteCursor; readonly epoch: string; readonly stations: Readonly<Record<string, { readonly seq: number; readonly hash: string }>> } | undefined>;
  setAside(site: string): Promise<readonly SetAside[]>;
};
