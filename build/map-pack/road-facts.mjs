/**
 * The main roads of the regency as our own skeleton: arterial ring and spokes between the seats of kecamatan, from public knowledge of which
 * places a road joins. The points between are estimates (500 m to 1.5 km), never surveyed, and no lane is in it. A name in a way is a
 * seat of a kecamatan or a pier; numbers are latitude and longitude.
 * @typedef {{ island: string, name: string, class: 'primary' | 'secondary' | 'tertiary', way: (string | readonly [number, number])[] }} RoadFact
 */

/** @type {readonly RoadFact[]} */
export const roadFacts = [
  { island: 'madura', name: 'Jalan raya Pamekasan–Sumenep', class: 'primary', way: [[-7.107, 113.632], 'Pragaan', [-7.107, 113.7], [-7.111, 113.745], [-7.116, 113.785], 'Bluto', 'Saronggi', [-7.05, 113.845], 'Kota Sumenep'] },
  { island: 'madura', name: 'Jalan raya Sumenep–Kalianget', class: 'primary', way: ['Kota Sumenep', [-7.0242, 113.8853], [-7.036, 113.905], [-7.0425, 113.922], 'Kalianget', 'kalianget'] },
  { island: 'madura', name: 'Jalan Sumenep–Lenteng', class: 'secondary', way: ['Kota Sumenep', 'Batuan', [-7.022, 113.81], 'Lenteng'] },
  { island: 'madura', name: 'Jalan Lenteng–Ganding–Guluk-Guluk', class: 'secondary', way: ['Lenteng', [-7.035, 113.74], 'Ganding', 'Guluk-Guluk'] },
  { island: 'madura', name: 'Jalan Guluk-Guluk–Prenduan', class: 'secondary', way: ['Guluk-Guluk', [-7.085, 113.668], 'Pragaan'] },
  { island: 'madura', name: 'Jalan Lenteng–Bluto', class: 'tertiary', way: ['Lenteng', [-7.06, 113.797], 'Bluto'] },
  { island: 'madura', name: 'Jalan Sumenep–Manding–Batuputih', class: 'secondary', way: ['Kota Sumenep', [-6.985, 113.868], 'Manding', [-6.933, 113.9], 'Batuputih'] },
  { island: 'madura', name: 'Jalan Manding–Dasuk', class: 'tertiary', way: ['Manding', [-6.925, 113.845], 'Dasuk'] },
  { island: 'madura', name: 'Jalan Sumenep–Rubaru–Ambunten', class: 'secondary', way: ['Kota Sumenep', [-6.99, 113.82], 'Rubaru', [-6.92, 113.745], 'Ambunten'] },
  { island: 'madura', name: 'Jalan pantai utara Pasongsongan–Ambunten', class: 'primary', way: [[-6.889, 113.605], 'Pasongsongan', [-6.889, 113.7], 'Ambunten'] },
  { island: 'madura', name: 'Jalan pantai utara Ambunten–Dasuk', class: 'secondary', way: ['Ambunten', [-6.891, 113.775], 'Dasuk'] },
  { island: 'madura', name: 'Jalan pantai utara Dasuk–Batuputih', class: 'secondary', way: ['Dasuk', [-6.892, 113.85], [-6.897, 113.885], 'Batuputih'] },
  { island: 'madura', name: 'Jalan Batuputih–Batang Batang', class: 'secondary', way: ['Batuputih', [-6.905, 113.96], [-6.925, 114.0], 'Batang Batang'] },
  { island: 'madura', name: 'Jalan Batang Batang–Dungkek', class: 'secondary', way: ['Batang Batang', [-6.96, 114.07], 'Dungkek', 'dungkek'] },
  { island: 'madura', name: 'Jalan Sumenep–Gapura–Dungkek', class: 'secondary', way: ['Kota Sumenep', [-7.004, 113.9], 'Gapura', [-6.991, 114.02], [-6.985, 114.06], 'Dungkek'] },
  { island: 'madura', name: 'Jalan Gapura–Batang Batang', class: 'tertiary', way: ['Gapura', [-6.9465, 113.9973], 'Batang Batang'] },
  { island: 'madura', name: 'Jalan Rubaru–Pasongsongan', class: 'tertiary', way: ['Rubaru', [-6.925, 113.7], 'Pasongsongan'] },
  { island: 'madura', name: 'Jalan Guluk-Guluk–Pasongsongan', class: 'tertiary', way: ['Guluk-Guluk', [-7.02, 113.662], [-6.95, 113.66], 'Pasongsongan'] },
  { island: 'madura', name: 'Jalan Saronggi–Tanjung', class: 'tertiary', way: ['Saronggi', [-7.1, 113.85], [-7.115, 113.872], 'tanjung'] },
  { island: 'madura', name: 'Jalan Bluto–Cangkarman', class: 'tertiary', way: ['Bluto', [-7.118, 113.803], 'cangkarman'] },
  { island: 'poteran', name: 'Jalan Poteran', class: 'tertiary', way: ['talango', 'Talango', [-7.074, 113.965], [-7.085, 113.99], [-7.09, 114.02], [-7.095, 114.05]] },
  { island: 'poteran', name: 'Jalan Padike–Talango', class: 'tertiary', way: ['Talango', [-7.072, 113.945], [-7.086, 113.95]] },
  { island: 'giligenting', name: 'Jalan Gili Genting', class: 'tertiary', way: ['aenganyar', 'Giliginting', [-7.195, 113.912], [-7.19, 113.925], [-7.2, 113.937]] },
  { island: 'giliraja', name: 'Jalan Giliraja', class: 'tertiary', way: [[-7.214, 113.757], 'banbaru', [-7.218, 113.785], [-7.223, 113.8]] },
  { island: 'sapudi', name: 'Jalan Sapudi barat', class: 'secondary', way: ['gayam', 'Gayam', [-7.14, 114.32], [-7.11, 114.305], 'Nonggunong'] },
  { island: 'sapudi', name: 'Jalan Sapudi timur', class: 'tertiary', way: ['Gayam', [-7.16, 114.365], [-7.13, 114.375], [-7.095, 114.355], [-7.075, 114.325], 'Nonggunong'] },
  { island: 'raas', name: 'Jalan Raas', class: 'tertiary', way: ['brakas', "Ra'as", [-7.152, 114.58], [-7.147, 114.55], [-7.143, 114.515], [-7.15, 114.485]] },
  { island: 'kangean', name: 'Jalan Batu Guluk–Arjasa', class: 'secondary', way: ['batu-guluk', [-6.862, 115.262], 'Arjasa'] },
  { island: 'kangean', name: 'Jalan Arjasa–Kangayan', class: 'secondary', way: ['Arjasa', [-6.853, 115.32], [-6.86, 115.37], [-6.875, 115.41], [-6.893, 115.443], 'Kangayan', 'kangayan'] },
  { island: 'kangean', name: 'Jalan Kangean timur', class: 'tertiary', way: [[-6.893, 115.443], [-6.907, 115.5], [-6.925, 115.54], 'kayuaru'] },
  { island: 'kangean', name: 'Jalan Kangean selatan', class: 'tertiary', way: ['Arjasa', [-6.89, 115.29], [-6.93, 115.275], [-6.96, 115.275], [-6.985, 115.283]] },
  { island: 'sapeken', name: 'Jalan kampung Sapeken', class: 'tertiary', way: ['sapeken', 'Sapeken', [-7.0085, 115.7065]] },
  { island: 'sepanjang', name: 'Jalan Sepanjang', class: 'tertiary', way: ['sepanjang', [-7.165, 115.785], [-7.18, 115.825], [-7.178, 115.875]] },
  { island: 'masalembu', name: 'Jalan lingkar Masalembu', class: 'tertiary', way: ['masalembu', 'Masalembu', [-5.571, 114.4141], [-5.552, 114.408], [-5.546, 114.418], 'Masalembu'] },
  { island: 'masalembu', name: 'Jalan Masalembu timur', class: 'tertiary', way: ['Masalembu', [-5.556, 114.448], [-5.575, 114.445], 'masalembu'] },
];

/**
 * Speeds of an ambulance under way that these roads allow on the average, km/h, over our straight pieces: lower than the real road's, since
 * that is longer than ours.
 * @type {Readonly<Record<RoadFact['class'], number>>}
 */
export const skeletonSpeedsKmh = { primary: 50, secondary: 38, tertiary: 26 };
