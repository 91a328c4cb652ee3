import type { Profile } from '#contract/profile.ts';
import type { Radio, RadioNaming } from '#domain/radio/radio-naming.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import { deskTable } from '../../journal/desk-table.ts';

type IslandAt = (latitude: number, longitude: number) => { readonly name: string | null } | null;
type HeardRow = { radio_id: number; heard_ms: number; talkgroup: number | null; alias: string | null; source_id: string; rssi_dbm: number | null };

/** Every radio of the profile, and every other that was heard: who carries it, and when it was heard last. */
export function createRadioStore(database: Database, profile: Pick<Profile, 'radios'>, islandAt: IslandAt, damage: RowDamage) {
  const namings = createBodyTable<RadioNaming>(database, 'desk_standings', 'entity', damage);
  const select = database.prepare<[number], HeardRow>('SELECT * FROM radios_heard WHERE radio_id = ?');
  const heardIds = database.prepare<[], { radio_id: number }>('SELECT radio_id FROM radios_heard');
  const hear = database.prepare<[number, number, number | null, string | null, string, number | null]>(
    `INSERT INTO radios_heard (radio_id, heard_ms, talkgroup, alias, source_id, rssi_dbm) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (radio_id) DO UPDATE SET heard_ms = excluded.heard_ms, talkgroup = COALESCE(excluded.talkgroup, talkgroup),
       alias = COALESCE(excluded.alias, alias), source_id = excluded.source_id, rssi_dbm = excluded.rssi_dbm
     WHERE excluded.heard_ms >= radios_heard.heard_ms`,
  );
  const known = new Map(profile.radios.map((radio) => [radio.id, radio]));
  const naming = (radioId: number): RadioNaming | undefined => {
    const said = namings.read(`radio:${radioId}`);
    return said?.name == null && said?.unitId == null ? undefined : said;
  };
  return {
    table: deskTable('radio', namings),
    ids: (): readonly string[] => [...new Set([...known.keys(), ...heardIds.all().map(({ radio_id }) => radio_id)])].map(String),
    /** The unit that carries a radio: as somebody said at the desk, else as the profile has it. */
    unitOf(radioId: number): string | null {
      const said = naming(radioId);
      return said ? said.unitId : (known.get(radioId)?.unit ?? null);
    },
    read(id: string): Radio | undefined {
      const radioId = Number(id);
      const heard = select.get(radioId);
      const radio = known.get(radioId);
      if (!radio && !heard) return undefined;
      const said = naming(radioId);
      return {
        id,
        radioId,
        name: said ? said.name : (radio?.name ?? null),
        unitId: said ? said.unitId : (radio?.unit ?? null),
        islandName: radio?.post ? (islandAt(radio.post.latitude, radio.post.longitude)?.name ?? null) : null,
        isKnown: radio !== undefined || said !== undefined,
        lastHeardAtMs: heard?.heard_ms ?? null,
        lastTalkgroup: heard?.talkgroup ?? null,
        alias: heard?.alias ?? null,
        sourceId: heard?.source_id ?? null,
        rssiDbm: heard?.rssi_dbm ?? null,
        namedBy: said?.actor ?? null,
      };
    },
    /** Notes when a radio was heard; false when nothing of it is newer. */
    hear({ radioId, lastHeardAtMs, talkgroup, alias, sourceId, rssiDbm, kind }: Transmission): boolean {
      if (radioId === null || kind === 'rejected') return false;
      return hear.run(radioId, lastHeardAtMs, talkgroup, alias, sourceId, rssiDbm).changes > 0;
    },
  };
}

export type RadioStore = ReturnType<typeof createRadioStore>;
