/**
 * Piers and what crosses between them, from public knowledge (published lines of the ferry and pioneer ships, travel guides): minutes are the
 * usual ones in calm water, timetables change with season and weather. All of it is approximate; a site corrects it.
 * @typedef {{ id: string, name: string, island: string, latitude?: number, longitude?: number, radiusM: number }} PierFact
 *   without a point: where the shore is nearest to the island's official point
 */

/** @type {readonly PierFact[]} */
export const pierFacts = [
  { id: 'kalianget', name: 'Pelabuhan Kalianget', island: 'madura', latitude: -7.0548, longitude: 113.9415, radiusM: 500 },
  { id: 'dungkek', name: 'Dermaga Dungkek', island: 'madura', latitude: -6.9795, longitude: 114.11, radiusM: 2000 },
  { id: 'tanjung', name: 'Dermaga Tanjung (Saronggi)', island: 'madura', latitude: -7.127, longitude: 113.884, radiusM: 2000 },
  { id: 'cangkarman', name: 'Dermaga Cangkarman (Bluto)', island: 'madura', latitude: -7.128, longitude: 113.803, radiusM: 2000 },
  { id: 'talango', name: 'Pelabuhan Talango', island: 'poteran', latitude: -7.0615, longitude: 113.9462, radiusM: 800 },
  { id: 'aenganyar', name: 'Dermaga Aenganyar', island: 'giligenting', latitude: -7.186, longitude: 113.894, radiusM: 1500 },
  { id: 'banbaru', name: 'Dermaga Banbaru', island: 'giliraja', latitude: -7.2105, longitude: 113.77, radiusM: 1500 },
  { id: 'gayam', name: 'Pelabuhan Gayam (Sapudi)', island: 'sapudi', latitude: -7.1675, longitude: 114.327, radiusM: 2000 },
  { id: 'nonggunong', name: 'Dermaga Nonggunong (Sapudi)', island: 'sapudi', latitude: -7.084, longitude: 114.2795, radiusM: 2000 },
  { id: 'brakas', name: "Pelabuhan Brakas (Ra'as)", island: 'raas', latitude: -7.1525, longitude: 114.6165, radiusM: 2000 },
  { id: 'batu-guluk', name: 'Pelabuhan Batu Guluk (Kangean)', island: 'kangean', latitude: -6.867, longitude: 115.2435, radiusM: 3000 },
  { id: 'kangayan', name: 'Dermaga Kangayan', island: 'kangean', latitude: -6.9165, longitude: 115.442, radiusM: 3000 },
  { id: 'kayuaru', name: 'Dermaga Kayuaru', island: 'kangean', latitude: -6.935, longitude: 115.56, radiusM: 4000 },
  { id: 'sapeken', name: 'Pelabuhan Sapeken', island: 'sapeken', latitude: -7.0035, longitude: 115.7045, radiusM: 700 },
  { id: 'sepanjang', name: 'Dermaga Sepanjang', island: 'sepanjang', latitude: -7.15, longitude: 115.757, radiusM: 3000 },
  { id: 'masalembu', name: 'Pelabuhan Masalembu', island: 'masalembu', latitude: -5.584, longitude: 114.44, radiusM: 2000 },
  ...['saobi', 'pagerungan-besar', 'pagerungan-kecil', 'paliat', 'sabunten', 'saseel', 'sadulang-besar', 'saur', 'saebus', 'sakala', 'tonduk', 'guwa-guwa', 'giliyang', 'gililabak', 'masakambing', 'karamian'].map((island) => ({
    id: island,
    name: `Dermaga ${island.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ')}`,
    island,
    radiusM: 1500,
  })),
];

/**
 * `ferry` takes vehicles; `fast-boat`, `ship` and `boat` take a crew with its bag and stretcher. A window says between which hours (local, whole
 * hours) a boat can be had and how long it takes to get one under way; departures are local times, on `days` (0 is Sunday) or every day.
 * @typedef {{ window: readonly [number, number], waitMinutes: number } | { departures: readonly string[], days?: readonly number[] }} Timetable
 * @typedef {{ between: readonly [string, string], vessel: 'ferry' | 'fast-boat' | 'ship' | 'boat', minutes: number, waveLimitM: number, timetable: Timetable }} SeaFact
 */

/** A fishing boat that a village lends or hires out, by day. */
const hired = /** @type {const} */ ({ window: [4, 18], waitMinutes: 30 });

/** @type {readonly SeaFact[]} */
export const seaFacts = [
  { between: ['kalianget', 'talango'], vessel: 'ferry', minutes: 15, waveLimitM: 1.5, timetable: { window: [0, 24], waitMinutes: 20 } },
  { between: ['kalianget', 'gayam'], vessel: 'ferry', minutes: 180, waveLimitM: 2, timetable: { departures: ['08:00'], days: [1, 3, 5] } },
  { between: ['kalianget', 'batu-guluk'], vessel: 'fast-boat', minutes: 180, waveLimitM: 2.5, timetable: { departures: ['08:00'], days: [1, 2, 4, 6] } },
  { between: ['kalianget', 'batu-guluk'], vessel: 'ferry', minutes: 600, waveLimitM: 2.5, timetable: { departures: ['19:00'], days: [0, 3] } },
  { between: ['kalianget', 'brakas'], vessel: 'boat', minutes: 300, waveLimitM: 1.25, timetable: { departures: ['07:00'] } },
  { between: ['kalianget', 'masalembu'], vessel: 'ship', minutes: 720, waveLimitM: 3, timetable: { departures: ['17:00'], days: [2, 6] } },
  { between: ['kalianget', 'sapeken'], vessel: 'ship', minutes: 840, waveLimitM: 3, timetable: { departures: ['16:00'], days: [1, 5] } },
  { between: ['kalianget', 'gililabak'], vessel: 'boat', minutes: 75, waveLimitM: 1.25, timetable: hired },
  { between: ['dungkek', 'giliyang'], vessel: 'boat', minutes: 40, waveLimitM: 1.25, timetable: hired },
  { between: ['dungkek', 'nonggunong'], vessel: 'boat', minutes: 110, waveLimitM: 1.25, timetable: { window: [6, 15], waitMinutes: 45 } },
  { between: ['tanjung', 'aenganyar'], vessel: 'boat', minutes: 35, waveLimitM: 1.25, timetable: hired },
  { between: ['cangkarman', 'banbaru'], vessel: 'boat', minutes: 45, waveLimitM: 1.25, timetable: hired },
  { between: ['gayam', 'brakas'], vessel: 'boat', minutes: 120, waveLimitM: 1.25, timetable: { window: [6, 15], waitMinutes: 45 } },
  { between: ['brakas', 'tonduk'], vessel: 'boat', minutes: 30, waveLimitM: 1.25, timetable: hired },
  { between: ['brakas', 'guwa-guwa'], vessel: 'boat', minutes: 80, waveLimitM: 1.25, timetable: hired },
  { between: ['kangayan', 'saobi'], vessel: 'boat', minutes: 45, waveLimitM: 1.25, timetable: hired },
  { between: ['kayuaru', 'sapeken'], vessel: 'boat', minutes: 100, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'pagerungan-besar'], vessel: 'boat', minutes: 100, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'pagerungan-kecil'], vessel: 'boat', minutes: 85, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'sepanjang'], vessel: 'boat', minutes: 80, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'paliat'], vessel: 'boat', minutes: 50, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'sabunten'], vessel: 'boat', minutes: 90, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'saseel'], vessel: 'boat', minutes: 50, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'sadulang-besar'], vessel: 'boat', minutes: 45, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'saur'], vessel: 'boat', minutes: 35, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'saebus'], vessel: 'boat', minutes: 30, waveLimitM: 1.25, timetable: hired },
  { between: ['sapeken', 'sakala'], vessel: 'boat', minutes: 270, waveLimitM: 1.25, timetable: { window: [5, 12], waitMinutes: 60 } },
  { between: ['masalembu', 'masakambing'], vessel: 'boat', minutes: 60, waveLimitM: 1.5, timetable: hired },
  { between: ['masalembu', 'karamian'], vessel: 'boat', minutes: 240, waveLimitM: 1.5, timetable: { window: [5, 12], waitMinutes: 60 } },
];
