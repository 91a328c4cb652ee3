/** What words say about a place that has no name of its own. Bearings in degrees clockwise from north, distances in metres. */
export type PlaceRelation =
  | { readonly kind: 'between'; readonly one: string; readonly other: string }
  | { readonly kind: 'side'; readonly of: string; readonly bearingDeg: number; readonly distanceM: number | null; readonly words: string }
  | { readonly kind: 'beside'; readonly of: string; readonly words: string };

/** The eight winds in Bahasa Indonesia and English, and the four that Javanese and Madurese people say. */
const winds: Readonly<Record<string, number>> = {
  utara: 0, north: 0, lor: 0, daja: 0,
  'timur laut': 45, northeast: 45, 'north east': 45,
  timur: 90, east: 90, wetan: 90, temor: 90,
  tenggara: 135, southeast: 135, 'south east': 135,
  selatan: 180, south: 180, kidul: 180, laok: 180,
  'barat daya': 225, southwest: 225, 'south west': 225,
  barat: 270, west: 270, kulon: 270, bara: 270,
  'barat laut': 315, northwest: 315, 'north west': 315,
};
/** Longest first, so that "timur laut" is not "timur" of a place called "laut". */
const windWords = Object.keys(winds).sort((a, b) => b.length - a.length).join('|');

const metresOf: Readonly<Record<string, number>> = {
  m: 1, meter: 1, metre: 1, metres: 1, meters: 1,
  km: 1_000, kilo: 1_000, kilometer: 1_000, kilometre: 1_000, kilometres: 1_000, kilometers: 1_000,
  mil: 1_852, 'mil laut': 1_852, mile: 1_852, miles: 1_852, nm: 1_852, 'nautical miles': 1_852, 'nautical mile': 1_852,
};
const unitWords = Object.keys(metresOf).sort((a, b) => b.length - a.length).join('|');

const between = /^(?:di\s+)?(?:antara|between)\s+(.+?)\s+(?:dan|dengan|sama|and|&)\s+(.+)$/;
const side = new RegExp(
  `^(?:(?:sekitar|kira-kira|about)\\s+)?(?:(\\d{1,4}(?:[.,]\\d{1,3})?)\\s*(${unitWords})\\s+)?(?:(?:di|ke)\\s+)?(?:(?:sebelah|arah|the)\\s+)?(${windWords})(?:nya)?\\s+(?:(?:dari|of|from)\\s+)?(.+)$`,
);
/** The wind behind: "2 km dari Lenteng ke timur". */
const sideBehind = new RegExp(`^(\\d{1,4}(?:[.,]\\d{1,3})?)\\s*(${unitWords})\\s+(?:dari|from|of)\\s+(.+?)\\s+(?:(?:ke|arah|to|towards|sebelah)\\s+)+(?:the\\s+)?(${windWords})$`);
const beside = /^(?:di\s+)?(dekat|sekitar|depan|belakang|samping|seberang|near|behind|beside|opposite|in front of|next to)\s+(?:(?:dari|of|the)\s+)?(.+)$/;

const longestText = 200;

/**
 * Reads "antara A dan B", "timur A", "sebelah timur laut A", "2 km selatan A", "2 km dari A ke timur", "dekat A" and the same in English.
 * Null for other words; what is a name of its own ("Timur Jang-Jang") is for the gazetteer to know.
 */
export function readRelation(text: string): PlaceRelation | null {
  if (text.length > longestText) return null;
  const words = text.toLowerCase().replaceAll(/\b(north|south)-(east|west)\b/g, '$1$2').replaceAll(/\s+/g, ' ').trim();
  const [, one, other] = between.exec(words) ?? [];
  if (one !== undefined && other !== undefined) return { kind: 'between', one, other };
  const [, amount, unit, wind, of] = side.exec(words) ?? [];
  if (wind !== undefined && of !== undefined) return sideOf(of, wind, amount, unit);
  const [, amountBefore, unitBefore, ofBefore, windBehind] = sideBehind.exec(words) ?? [];
  if (windBehind !== undefined && ofBefore !== undefined) return sideOf(ofBefore, windBehind, amountBefore, unitBefore);
  const [, word, ofWhat] = beside.exec(words) ?? [];
  return word !== undefined && ofWhat !== undefined ? { kind: 'beside', of: ofWhat, words: word } : null;
}

function sideOf(of: string, wind: string, amount: string | undefined, unit: string | undefined): PlaceRelation {
  const distanceM = amount === undefined || unit === undefined ? null : Math.round(Number(amount.replace(',', '.')) * (metresOf[unit] ?? 0));
  const words = [...(amount === undefined ? [] : [`${amount} ${unit}`]), wind].join(' ');
  return { kind: 'side', of, bearingDeg: winds[wind] ?? 0, distanceM, words };
}
