/**
 * The regency of Sumenep with its sea, coarse: our own corners, meant to have every place of the gazetteer inside and the
 * towns of Pamekasan and of Java outside. On Madura the border runs from Pasongsongan to Pragaan; a site with a better border puts it into its profile.
 */
export const sumenepArea: readonly (readonly [longitude: number, latitude: number])[] = [
  [113.56, -6.5],
  [113.56, -6.88],
  [113.59, -7.0],
  [113.6, -7.12],
  [113.6, -7.42],
  [114.6, -7.45],
  [116.6, -7.45],
  [116.6, -4.6],
  [113.9, -4.6],
];
