/** What a simulated caller wants. A ghost call is silent, a prank is children after school. */
export type SceneKind = 'emergency' | 'complaint' | 'information' | 'prank' | 'ghost';

export type CallScene = {
  readonly id: string;
  readonly kind: SceneKind;
  /** How often, compared with the others. */
  readonly weight: number;
  /** Landmark as a caller would name it; it stands in the caller's name, since an exercise has no voice. */
  readonly place: string;
  /** What the person playing the caller says. */
  readonly says: string;
  /** How long the caller talks once answered, in seconds. */
  readonly talkS: readonly [number, number];
  /** Where the caller's phone says it is, with its radius in metres; most phones say nothing. */
  readonly phone?: { readonly latitude: number; readonly longitude: number; readonly radiusM: number };
  /** Others who see the same and call within the next two minutes. */
  readonly alsoCalling?: number;
};

const emergency: readonly CallScene[] = [
  { id: 'henti-jantung-lenteng', kind: 'emergency', weight: 3, place: 'Lenteng Timur, dekat Masjid Al-Ikhlas', says: 'Bapak saya jatuh di kamar mandi, tidak bangun, napasnya ngorok.', talkS: [70, 150], phone: { latitude: -7.02655, longitude: 113.79112, radiusM: 18 } },
  { id: 'kapal-terbalik-sapeken', kind: 'emergency', weight: 2, place: 'laut timur Sapeken', says: 'Perahu kami kemasukan air, enam orang, terakhir 7 3 12 S 115 45 E.', talkS: [40, 90] },
  { id: 'kebakaran-prenduan', kind: 'emergency', weight: 3, place: 'belakang Pasar Prenduan', says: 'Rumah terbakar, api sudah sampai atap, ada nenek di dalam.', talkS: [35, 70], alsoCalling: 5, phone: { latitude: -7.11012, longitude: 113.66174, radiusM: 35 } },
  { id: 'kebakaran-raas', kind: 'emergency', weight: 1, place: "Brakas, Ra'as", says: 'Rumah tetangga terbakar, di sini tidak ada pemadam.', talkS: [40, 80], alsoCalling: 2 },
  { id: 'laka-bluto', kind: 'emergency', weight: 4, place: 'Jalan Raya Bluto, depan SPBU', says: 'Motor tabrakan sama pikap, satu tidak sadar, satu kakinya patah.', talkS: [35, 80], alsoCalling: 2, phone: { latitude: -7.10488, longitude: 113.81241, radiusM: 12 } },
  { id: 'melahirkan-giligenting', kind: 'emergency', weight: 2, place: 'Aenganyar, Giligenting', says: 'Istri saya mau melahirkan, ketubannya pecah, bidannya ke kota.', talkS: [50, 110] },
  { id: 'sesak-kalianget', kind: 'emergency', weight: 4, place: 'Kertasada, timur balai desa', says: 'Ibu sesak napas, bibirnya biru, ada asma.', talkS: [45, 100] },
  { id: 'odgj-pasongsongan', kind: 'emergency', weight: 3, place: 'Pasongsongan, dekat pelabuhan ikan', says: 'Ada orang mengamuk bawa parang, warga takut keluar.', talkS: [40, 90] },
  { id: 'ular-manding', kind: 'emergency', weight: 4, place: 'Manding Laok, selatan SD', says: 'Ada ular besar masuk dapur, anak-anak masih di rumah.', talkS: [25, 60] },
  { id: 'pohon-tumbang-rubaru', kind: 'emergency', weight: 3, place: 'jalan Rubaru ke Basoka', says: 'Pohon tumbang menutup jalan, ambulans tidak bisa lewat.', talkS: [25, 50] },
  { id: 'banjir-patean', kind: 'emergency', weight: 1, place: 'Patean, Batuan', says: 'Air sungai naik sampai lutut, ada lansia yang harus dipindah.', talkS: [40, 80] },
  { id: 'stroke-arjasa', kind: 'emergency', weight: 2, place: 'Kalikatak, Kangean', says: 'Kakek mulutnya miring, tangan kanan tidak bisa diangkat.', talkS: [45, 90] },
  { id: 'tenggelam-slopeng', kind: 'emergency', weight: 2, place: 'Pantai Slopeng, sisi barat', says: 'Anak terseret ombak, sudah diangkat tapi tidak bernapas.', talkS: [50, 110], alsoCalling: 1 },
  { id: 'darah-masalembu', kind: 'emergency', weight: 1, place: 'Sukajeruk, Masalembo', says: 'Kecelakaan kerja di bengkel kapal, darahnya banyak sekali.', talkS: [40, 80] },
];

const everyday: readonly CallScene[] = [
  { id: 'sampah-anom', kind: 'complaint', weight: 7, place: 'Pasar Anom Baru, pintu selatan', says: 'Sampah sudah tiga hari tidak diangkut, baunya sampai jalan.', talkS: [40, 90] },
  { id: 'lampu-jalan', kind: 'complaint', weight: 5, place: 'Jalan Trunojoyo, depan SMA', says: 'Lampu jalan mati satu deret sejak Senin.', talkS: [30, 60] },
  { id: 'listrik-padam-dasuk', kind: 'complaint', weight: 5, place: 'Dasuk Laok', says: 'Listrik padam dari magrib, kapan nyala?', talkS: [25, 60] },
  { id: 'jalan-rusak-guluk', kind: 'complaint', weight: 4, place: 'Guluk-Guluk, dekat pondok', says: 'Jalan berlubang besar, kemarin ada yang jatuh.', talkS: [30, 70] },
  { id: 'jadwal-kapal', kind: 'information', weight: 5, place: 'Pelabuhan Kalianget', says: 'Kapal ke Kangean besok berangkat jam berapa?', talkS: [20, 45] },
  { id: 'nomor-rsud', kind: 'information', weight: 3, place: 'Kota Sumenep', says: 'Minta nomor telepon rumah sakit.', talkS: [15, 30] },
];

const junk: readonly CallScene[] = [
  { id: 'anak-sekolah', kind: 'prank', weight: 16, place: 'tidak disebut', says: '(tertawa ramai, lalu ditutup)', talkS: [4, 12] },
  { id: 'pesan-bakso', kind: 'prank', weight: 6, place: 'tidak disebut', says: 'Halo, bakso dua mangkok ya!', talkS: [5, 15] },
  { id: 'diam', kind: 'ghost', weight: 18, place: 'tidak disebut', says: '(diam, suara saku baju)', talkS: [4, 20] },
  { id: 'tes-nomor', kind: 'ghost', weight: 6, place: 'tidak disebut', says: 'Cuma tes, nyambung tidak.', talkS: [3, 8] },
];

/**
 * One shift's worth of scenes: about 4 in 10 are emergencies. The field has 1 or 2 in 100; nobody learns anything from
 * that in an afternoon.
 */
export const callScenes: readonly CallScene[] = [...emergency, ...everyday, ...junk];

/** Given names with the form of address that people here use. */
export const callerNames = [
  'Bu Hasanah', 'Pak Moh. Rasyid', 'Bu Siti Aminah', 'Pak Sahrawi', 'Bu Nur Hayati', 'Pak Abd. Karim', 'Mbak Rofiqoh', 'Mas Fathorrahman', 'Pak Misnadin', 'Bu Suhriya',
  'Mas Hairul', 'Mbak Khotimah', 'Pak H. Imam', 'Bu Maimunah', 'Pak Busiri', 'Mbak Lailatul', 'Mas Anwar', 'Pak Saleh', 'Bu Zainab', 'Pak Matrawi',
] as const;
