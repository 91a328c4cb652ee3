import type { Landmark } from '../landmarks/landmark.ts';
import { failure, success } from '../outcome/outcome.ts';
import { distanceM } from '../places/distance.ts';
import { plainName } from '../places/fold-name.ts';
import type { Decided } from './decide.ts';

const noLandmark = failure('no-landmark', 'There is no such landmark; somebody may have withdrawn it.');
const noName = failure('landmark-without-name', 'A landmark needs a name with a letter or a digit.');

/** Two of one name so near to each other are the same. */
const sameWithinM = 100;

/** Keeps a point under a name; `known` is the one it is already, so that the same gate is not saved by every seat. */
export function decideSaveLandmark(landmark: Omit<Landmark, 'otherNames' | 'by' | 'atMs' | 'id'>, landmarkId: string, known: Landmark | undefined): Decided {
  if (plainName(landmark.name) === '') return noName;
  return success(known ? [] : [{ kind: 'landmark.saved', landmarkId, ...landmark, name: landmark.name.trim() }]);
}

/** The landmark of the same name at the same spot. */
export function sameLandmark(wanted: Pick<Landmark, 'name' | 'latitude' | 'longitude'>, landmarks: readonly Landmark[]): Landmark | undefined {
  const plain = plainName(wanted.name);
  return landmarks.find((each) => [each.name, ...each.otherNames].some((name) => plainName(name) === plain) && distanceM(each, wanted) <= sameWithinM);
}

export function decideRenameLandmark(landmark: Landmark | undefined, name: string): Decided {
  if (!landmark) return noLandmark;
  if (plainName(name) === '') return noName;
  return success(landmark.name === name.trim() && landmark.otherNames.length === 0 ? [] : [{ kind: 'landmark.renamed', landmarkId: landmark.id, name: name.trim() }]);
}

export function decideWithdrawLandmark(landmark: Landmark | undefined): Decided {
  return landmark ? success([{ kind: 'landmark.withdrawn', landmarkId: landmark.id }]) : noLandmark;
}
