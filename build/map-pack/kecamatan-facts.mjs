/**
 * Where the seat of each kecamatan lies. `town` names the GeoNames place that gives the point; where GeoNames has none
 * the point is our own estimate, written down with a radius that covers the error. `radiusM` reaches about to the border.
 * @type {Record<string, { town?: string, latitude?: number, longitude?: number, radiusM: number, aliases?: string[] }>}
 */
export const kecamatanSeats = {
  'Kota Sumenep': { town: 'Sumenep', radiusM: 3_500, aliases: ['Sumenep', 'Songenep', 'Sungenep'] },
  Kalianget: { town: 'Kalianget', radiusM: 4_500 },
  Manding: { town: 'Manding', radiusM: 5_500 },
  Talango: { town: 'Talango', radiusM: 12_500, aliases: ['Poteran'] },
  Bluto: { town: 'Bluto', radiusM: 6_000 },
  Saronggi: { town: 'Saronggi', radiusM: 6_000 },
  Lenteng: { town: 'Lenteng', radiusM: 6_500 },
  Giliginting: { town: 'Aenganyar', radiusM: 14_000, aliases: ['Giligenting', 'Gili Genting'] },
  'Guluk-Guluk': { town: 'Gulukguluk', radiusM: 6_000, aliases: ['Gulukguluk'] },
  Ganding: { town: 'Ganding', radiusM: 5_500 },
  Pragaan: { town: 'Pragaan', radiusM: 6_000, aliases: ['Prenduan'] },
  Ambunten: { town: 'Ambuten', radiusM: 5_500, aliases: ['Ambuten'] },
  Pasongsongan: { town: 'Pasongsongan', radiusM: 8_000 },
  Dasuk: { town: 'Dasuk', radiusM: 6_000 },
  Rubaru: { town: 'Rubaru', radiusM: 6_500 },
  'Batang Batang': { latitude: -6.945, longitude: 114.04, radiusM: 8_000, aliases: ['Batang-Batang'] },
  Batuputih: { town: 'Batuputih', radiusM: 8_000, aliases: ['Batu Putih'] },
  Dungkek: { town: 'Dungkek', radiusM: 10_000 },
  Gapura: { town: 'Gapura', radiusM: 6_500 },
  Gayam: { town: 'Gayam', radiusM: 9_000, aliases: ['Sapudi', 'Sepudi'] },
  Nonggunong: { town: 'Sokarame', radiusM: 7_000, aliases: ['Sapudi', 'Sepudi', 'Nong Gunong'] },
  "Ra'as": { town: 'Brakas', radiusM: 15_000, aliases: ['Raas', 'Ra-as'] },
  Masalembu: { latitude: -5.559614, longitude: 114.427183, radiusM: 6_000, aliases: ['Masalembo'] },
  Arjasa: { town: 'Arjasa', radiusM: 15_000, aliases: ['Kangean'] },
  Sapeken: { town: 'Sapeken', radiusM: 20_000, aliases: ['Sepeken'] },
  Batuan: { latitude: -7.02, longitude: 113.84, radiusM: 4_500 },
  Kangayan: { latitude: -6.92, longitude: 115.44, radiusM: 12_000, aliases: ['Kangean'] },
};

/** Kecamatan of each GeoNames place; a place under another name than the official one gets that as well. */
export const townFacts = {
  /** @type {Record<string, { kecamatan: string, name?: string, aliases?: string[] }>} */
  byName: {
    Sumenep: { kecamatan: 'Kota Sumenep' },
    Pamolokan: { kecamatan: 'Kota Sumenep' },
    Gulukguluk: { kecamatan: 'Guluk-Guluk', name: 'Guluk-Guluk', aliases: ['Gulukguluk'] },
    Brakas: { kecamatan: "Ra'as" },
    Ambuten: { kecamatan: 'Ambunten', name: 'Ambunten', aliases: ['Ambuten'] },
    Aenganyar: { kecamatan: 'Giliginting', aliases: ['Aeng Anyar'] },
    Sokarame: { kecamatan: 'Nonggunong', aliases: ['Sokaramme', 'Sokarami'] },
    // GeoNames has a Raas on Masalembu, 170 km from the island of that name: never offer it under the bare name.
    Raas: { kecamatan: 'Masalembu', name: 'Dusun Raas di Masalembu' },
  },
};

/** Official islands spoken of under other names. */
export const islandAliases = {
  "Pulau Ra'as": ['Raas', 'Ra-as', 'Pulau Raas'],
  'Pulau Sapudi': ['Sepudi', 'Sapodi'],
  'Pulau Masalembu': ['Masalembo'],
  'Pulau Giligenting': ['Giliginting', 'Gili Genting'],
  'Pulau Giliraja': ['Gili Raja'],
  'Pulau Giliyang': ['Gili Iyang', 'Giliiyang', 'Gili Yang'],
  'Pulau Gililabak': ['Gili Labak'],
  'Pulau Poteran': ['Talango', 'Pulau Talango'],
  'Pulau Karamian': ['Keramian', 'Keramaian', 'Kramian'],
  'Pulau Masakambing': ['Masa Kambing'],
  'Pulau Sapeken': ['Sepeken'],
  'Pulau Guwa-Guwa': ['Guwa Guwa', 'Goa-Goa', 'Gua-Gua'],
  'Pulau Pagerungan Besar': ['Pagerungan'],
};

/** The list calls it uninhabited although it is a desa of its own (35.29.22.2009). */
export const inhabitedAlthoughListedEmpty = ['Pulau Guwa-Guwa'];

/** Islands of the map that belong to neighbours and have no line in the regency's list; a point on each. */
export const neighbourIslands = [
  { name: 'Madura', id: 'madura', latitude: -7.011, longitude: 113.86, populated: true },
  { name: 'Bawean', id: 'bawean', latitude: -5.8, longitude: 112.65, populated: true },
  { name: 'Mandangin', id: 'mandangin', latitude: -7.311, longitude: 113.212, populated: true },
  { name: 'Gili Ketapang', id: 'gili-ketapang', latitude: -7.679, longitude: 113.252, populated: true },
];

/**
 * Villages that lie on another island than the seat of their kecamatan.
 * @type {Record<string, string>}
 */
export const islandOfVillage = {
  'Giliginting/Banbaru': 'Pulau Giliraja',
  'Giliginting/Banmaleng': 'Pulau Giliraja',
  'Giliginting/Jate': 'Pulau Giliraja',
  'Giliginting/Lombang': 'Pulau Giliraja',
  'Dungkek/Bancamara': 'Pulau Giliyang',
  "Dungkek/Banra'as": 'Pulau Giliyang',
  "Ra'as/Tonduk": 'Pulau Tonduk',
  "Ra'as/Guwa-Guwa": 'Pulau Guwa-Guwa',
  'Masalembu/Masakambing': 'Pulau Masakambing',
  'Masalembu/Kramian': 'Pulau Karamian',
  'Kangayan/Saobi': 'Pulau Saobi',
  'Sapeken/Sepanjang': 'Pulau Sepanjang',
  'Sapeken/Tanjung Kiaok': 'Pulau Sepanjang',
  'Sapeken/Sakala': 'Pulau Sakala',
  'Sapeken/Pagerungan Besar': 'Pulau Pagerungan Besar',
  'Sapeken/Pagerungan Kecil': 'Pulau Pagerungan Kecil',
  'Sapeken/Saseel': 'Pulau Saseel',
  'Sapeken/Sabunten': 'Pulau Sabunten',
  'Sapeken/Paliat': 'Pulau Paliat',
  'Sapeken/Sadulang': 'Pulau Sadulang Besar',
  'Sapeken/Saur Saebus': 'Pulau Saur',
};
