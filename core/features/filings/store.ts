import type { Filing } from '#domain/radio/filing.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import { deskTable } from '../../journal/desk-table.ts';

/** Which incident a transmission was filed under by a person. */
export function createFilingStore(database: Database, damage: RowDamage) {
  const filings = createBodyTable<Filing>(database, 'desk_standings', 'entity', damage);
  const ofIncident = database.prepare<[string], { entity: string }>(filingsOfIncidentSql);
  return {
    table: deskTable('filing', filings),
    read: (transmissionId: string): Filing | undefined => filings.read(`filing:${transmissionId}`),
    ofIncident: (incidentId: string): readonly string[] => ofIncident.all(incidentId).map(({ entity }) => entity.slice('filing:'.length)),
  };
}

export const filingsOfIncidentSql = "SELECT entity FROM desk_standings WHERE body ->> '$.incidentId' = ?";

export type FilingStore = ReturnType<typeof createFilingStore>;
