import { landmarkOf, placeOfLandmark, untouchedLandmark, type Landmark, type LandmarkState } from '#domain/landmarks/landmark.ts';
import type { GazetteerPlace } from '#domain/places/read-gazetteer.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

/** Landmarks that people of this site saved, folded from the journal. One that was withdrawn is in no answer. */
export function createLandmarkStore(database: Database, damage: RowDamage) {
  const landmarks = createBodyTable<LandmarkState>(database, 'landmarks', 'landmark_id', damage);
  let places: readonly GazetteerPlace[] | null = null;
  const forget = (): void => {
    places = null;
  };
  const table: EntityTable = {
    kind: 'landmark',
    read: landmarks.readForFold,
    write(id, state) {
      forget();
      landmarks.write(id, (state as LandmarkState | undefined) ?? untouchedLandmark(id));
    },
    clear() {
      forget();
      landmarks.clear();
    },
  };
  const read = (id: string): Landmark | undefined => {
    const state = landmarks.read(id);
    return (state && landmarkOf(state)) ?? undefined;
  };
  const all = (): readonly Landmark[] => landmarks.all().flatMap((state) => landmarkOf(state) ?? []);
  return {
    table,
    read,
    all,
    ids: (): readonly string[] => all().map(({ id }) => id),
    /** As F2 searches them: the same list until a landmark changes. */
    places: (): readonly GazetteerPlace[] => (places ??= all().map(placeOfLandmark)),
  };
}

export type LandmarkStore = ReturnType<typeof createLandmarkStore>;
