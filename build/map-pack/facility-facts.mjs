/**
 * Facilities everybody in the regency knows. `at` takes the point of a kecamatan's seat; the others are our own estimates
 * from public knowledge, never surveyed: the radius covers the error. A site corrects them in its own gazetteer.
 * @typedef {{ name: string, kecamatan: string, at?: 'seat', latitude?: number, longitude?: number, radiusM?: number, aliases?: string[] }} Facility
 */

/** Puskesmas that carry another name than their kecamatan, or a second one beside it. */
const puskesmas = [
  { name: 'Puskesmas Pandian', kecamatan: 'Kota Sumenep' },
  { name: 'Puskesmas Pamolokan', kecamatan: 'Kota Sumenep' },
  { name: 'Puskesmas Moncek', kecamatan: 'Lenteng' },
  { name: 'Puskesmas Legung', kecamatan: 'Batang Batang' },
];

const withoutPuskesmasOfTheirName = ['Kota Sumenep'];

/**
 * @param {string[]} kecamatan
 * @returns {Facility[]}
 */
export function facilities(kecamatan) {
  return [
    ...kecamatan
      .filter((name) => !withoutPuskesmasOfTheirName.includes(name))
      .map((name) => ({ name: `Puskesmas ${name}`, kecamatan: name, at: /** @type {const} */ ('seat') })),
    ...puskesmas.map((each) => ({ ...each, at: /** @type {const} */ ('seat') })),
    ...landmarks,
  ];
}

/** @type {Facility[]} */
const landmarks = [
  { name: 'RSUD dr. H. Moh. Anwar', kecamatan: 'Kota Sumenep', latitude: -7.0147, longitude: 113.8618, radiusM: 1_000, aliases: ['RSUD Sumenep', 'Rumah Sakit Umum Daerah Sumenep', 'RSUDMA'] },
  { name: 'Polres Sumenep', kecamatan: 'Kota Sumenep', latitude: -7.012, longitude: 113.86, radiusM: 2_500 },
  { name: 'Pos Damkar Kota Sumenep', kecamatan: 'Kota Sumenep', latitude: -7.012, longitude: 113.865, radiusM: 2_500, aliases: ['Pemadam Kebakaran Sumenep'] },
  { name: 'Masjid Jamik Sumenep', kecamatan: 'Kota Sumenep', latitude: -7.0083, longitude: 113.8593, radiusM: 800, aliases: ['Masjid Agung Sumenep', 'Masjid Jami'] },
  { name: 'Keraton Sumenep', kecamatan: 'Kota Sumenep', latitude: -7.0085, longitude: 113.8625, radiusM: 800, aliases: ['Museum Keraton'] },
  { name: 'Taman Bunga Sumenep', kecamatan: 'Kota Sumenep', latitude: -7.0083, longitude: 113.8603, radiusM: 800, aliases: ['Alun-alun Sumenep', 'Taman Adipura'] },
  { name: 'Pasar Anom Baru', kecamatan: 'Kota Sumenep', latitude: -7.019, longitude: 113.868, radiusM: 1_500, aliases: ['Pasar Anom'] },
  { name: 'Asta Tinggi', kecamatan: 'Kota Sumenep', latitude: -7.001, longitude: 113.845, radiusM: 1_500, aliases: ['Makam Raja Sumenep'] },
  { name: 'Bandara Trunojoyo', kecamatan: 'Kalianget', latitude: -7.0242, longitude: 113.8903, radiusM: 1_500, aliases: ['Bandara Sumenep', 'Lapangan Terbang Trunojoyo'] },
  { name: 'Pelabuhan Kalianget', kecamatan: 'Kalianget', latitude: -7.0548, longitude: 113.9415, radiusM: 1_500, aliases: ['Dermaga Kalianget'] },
  { name: 'Pelabuhan Talango', kecamatan: 'Talango', latitude: -7.063, longitude: 113.9507, radiusM: 2_000, aliases: ['Dermaga Talango', 'Penyeberangan Talango'] },
  { name: 'Pelabuhan Dungkek', kecamatan: 'Dungkek', at: 'seat', radiusM: 2_500, aliases: ['Dermaga Dungkek'] },
  { name: 'Pelabuhan Gayam Sapudi', kecamatan: 'Gayam', at: 'seat', radiusM: 3_000, aliases: ['Dermaga Gayam', 'Pelabuhan Sapudi'] },
  { name: "Pelabuhan Brakas Ra'as", kecamatan: "Ra'as", at: 'seat', radiusM: 3_000, aliases: ['Pelabuhan Raas'] },
  { name: 'Pelabuhan Masalembu', kecamatan: 'Masalembu', at: 'seat', radiusM: 5_000, aliases: ['Pelabuhan Masalembo'] },
  { name: 'Pelabuhan Sapeken', kecamatan: 'Sapeken', at: 'seat', radiusM: 1_500, aliases: ['Dermaga Sapeken'] },
  { name: 'Pelabuhan Batu Guluk', kecamatan: 'Arjasa', at: 'seat', radiusM: 12_000, aliases: ['Pelabuhan Kangean', 'Batuguluk'] },
  { name: 'RSUD Abuya Kangean', kecamatan: 'Arjasa', at: 'seat', radiusM: 5_000, aliases: ['RSUD Kangean', 'Rumah Sakit Kangean'] },
  { name: 'Pantai Lombang', kecamatan: 'Batang Batang', latitude: -6.917, longitude: 114.06, radiusM: 2_500 },
  { name: 'Pantai Slopeng', kecamatan: 'Dasuk', latitude: -6.887, longitude: 113.79, radiusM: 2_500 },
  { name: 'Pasar Prenduan', kecamatan: 'Pragaan', at: 'seat', radiusM: 6_000, aliases: ['Perenduan'] },
  { name: 'Pondok Pesantren Al-Amien Prenduan', kecamatan: 'Pragaan', at: 'seat', radiusM: 6_000, aliases: ['Al Amien'] },
  { name: 'Pondok Pesantren Annuqayah', kecamatan: 'Guluk-Guluk', at: 'seat', radiusM: 3_000, aliases: ['An-Nuqayah', 'Annuqoyah'] },
];
