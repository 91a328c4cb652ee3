import { defineText } from '../define-text.ts';

/** The eight winds by their bearing in degrees. */
type Winds = Readonly<Record<'0' | '45' | '90' | '135' | '180' | '225' | '270' | '315', string>>;

type PlaceWords = {
  readonly winds: Winds;
  readonly side: (way: string, wind: string, of: string) => string;
  readonly between: (one: string, other: string) => string;
  /** "near", "in front of" and the like, by the words in which it may be said. */
  readonly beside: Readonly<Record<string, string>>;
  /** What a station says of a place that was made of words or numbers, by its own words. */
  readonly detail: Readonly<Record<string, string>>;
};

/** How a place beside, between or away from named ones is called. */
export const placesText = defineText<PlaceWords>({
  id: {
    winds: { '0': 'utara', '45': 'timur laut', '90': 'timur', '135': 'tenggara', '180': 'selatan', '225': 'barat daya', '270': 'barat', '315': 'barat laut' },
    side: (way, wind, of) => `${way}${wind} ${of}`,
    between: (one, other) => `antara ${one} dan ${other}`,
    beside: { near: 'dekat', behind: 'belakang', beside: 'samping', 'next to': 'samping', opposite: 'seberang', 'in front of': 'depan' },
    detail: {},
  },
  en: {
    winds: { '0': 'north', '45': 'north-east', '90': 'east', '135': 'south-east', '180': 'south', '225': 'south-west', '270': 'west', '315': 'north-west' },
    side: (way, wind, of) => `${way}${wind} of ${of}`,
    between: (one, other) => `between ${one} and ${other}`,
    beside: { dekat: 'near', sekitar: 'around', depan: 'in front of', belakang: 'behind', samping: 'beside', seberang: 'opposite' },
    detail: { 'Di laut atau di luar peta': 'At sea or off the map', 'Titik yang disebut': 'The point that was said', 'Perkiraan dari patokan': 'Estimated from a landmark' },
  },
});
