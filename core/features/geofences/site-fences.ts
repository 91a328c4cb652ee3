import type { Profile } from '#contract/profile.ts';
import { fencesOf, type Fence, type FenceKind } from '#domain/geofences/fence.ts';
import type { MapOfSite } from '../../resources.ts';

const kindOf: Readonly<Record<string, FenceKind>> = { hospital: 'hospital', puskesmas: 'hospital', police: 'post', 'water-police': 'post', 'fire-station': 'post', rescue: 'post', agency: 'post' };

/** The fences of a station: those of its profile, the bases of its units, and shipped facilities and piers. */
export function siteFences(profile: Profile, { facilities, sea }: Pick<MapOfSite, 'facilities' | 'sea'>): readonly Fence[] {
  const placed = facilities.flatMap((facility) => {
    const kind = kindOf[facility.kind];
    return kind ? [{ ...facility, kind }] : [];
  });
  return fencesOf({
    own: profile.fences,
    bases: profile.units.map(({ id, base }) => ({ ...base, unitId: id })),
    places: [...placed, ...sea.piers.map(({ id, name, latitude, longitude, radiusM }) => ({ id: `pier:${id}`, kind: 'pier' as const, name, latitude, longitude, radiusM }))],
  });
}
