/**
 * Posts of agencies and what a facility can do for a patient. Positions are estimates from public knowledge: the radius covers the error.
 * `care`: 3 a hospital with an emergency department that takes every patient, 2 a Puskesmas with beds, 1 a Puskesmas by day.
 * @typedef {{ name: string, kind: 'fire-station' | 'police' | 'water-police' | 'rescue' | 'agency', latitude: number, longitude: number, radiusM: number }} AgencyPost
 */

/** @type {readonly AgencyPost[]} */
export const agencyPosts = [
  { name: 'Pos Damkar Prenduan', kind: 'fire-station', latitude: -7.1105, longitude: 113.655, radiusM: 3000 },
  { name: 'Pos Damkar Batang Batang', kind: 'fire-station', latitude: -6.9455, longitude: 114.0405, radiusM: 3000 },
  { name: 'Polsek Arjasa', kind: 'police', latitude: -6.8592, longitude: 115.2848, radiusM: 3000 },
  { name: 'Satpolairud Kalianget', kind: 'water-police', latitude: -7.0545, longitude: 113.9405, radiusM: 1500 },
  { name: 'Pos SAR Kalianget', kind: 'rescue', latitude: -7.055, longitude: 113.942, radiusM: 2000 },
  { name: 'BPBD Sumenep', kind: 'agency', latitude: -7.0135, longitude: 113.8655, radiusM: 2500 },
  { name: 'KSOP Kalianget', kind: 'agency', latitude: -7.0543, longitude: 113.9408, radiusM: 1500 },
];

export const puskesmasByDayOnly = ['Puskesmas Pamolokan', 'Puskesmas Moncek', 'Puskesmas Legung'];

/**
 * @param {string} name
 * @returns {'hospital' | 'puskesmas' | 'police' | 'fire-station' | 'pier' | null} null: a landmark that nobody is taken to
 */
export function facilityKind(name) {
  if (name.startsWith('RSUD')) return 'hospital';
  if (name.startsWith('Puskesmas')) return 'puskesmas';
  if (name.startsWith('Polres')) return 'police';
  return name.startsWith('Pos Damkar') ? 'fire-station' : null;
}
