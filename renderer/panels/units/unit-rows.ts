import type { Unit, UnitKind, UnitStatus } from '#domain/units/unit.ts';

/** What a filter may find a unit by, beside its own fields. */
export type UnitWords = {
  readonly unitKind: Readonly<Record<UnitKind, string>>;
  readonly unitStatus: Readonly<Record<UnitStatus, string>>;
};

/** The units as the panel lists them: on a task first, then free ones, out of service last; by call sign within each. */
export function unitRows(units: Iterable<Unit>, filter: string, words: UnitWords): readonly Unit[] {
  const wanted = filter.split(/\s+/).map(plain).filter(Boolean);
  return [...units]
    .filter((unit) => matches(unit, wanted, words))
    .toSorted(
      (a, b) =>
        group(a.status) - group(b.status) ||
        a.callSign.localeCompare(b.callSign, 'id', { numeric: true }) ||
        a.unitId.localeCompare(b.unitId),
    );
}

function group(status: UnitStatus): number {
  switch (status) {
    case 'assigned':
    case 'en-route':
    case 'on-scene':
    case 'transporting':
    case 'at-hospital':
    case 'returning':
      return 0;
    case 'available':
      return 1;
    case 'out-of-service':
      return 2;
  }
}

/** Every word typed must stand somewhere: `p12` finds P-12, `laut kangean` the sea ambulance of Kangean. */
function matches(unit: Unit, wanted: readonly string[], words: UnitWords): boolean {
  const fields = [unit.callSign, words.unitKind[unit.kind], words.unitStatus[unit.status], unit.islandName ?? '', unit.baseName].map(plain);
  return wanted.every((word) => fields.some((field) => field.includes(word)));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
