/** Where something is, as far as anybody knows. A place without coordinates is legal: callers give landmarks. */
export type Place = {
  /** What the caller or the gazetteer called it. */
  readonly text: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** How uncertain the point is, in metres; null when there is no point. */
  readonly radiusM: number | null;
  readonly islandId: string | null;
  readonly islandName: string | null;
  /** `caller`: the phone or the network of the caller said so. */
  readonly source: 'gazetteer' | 'map' | 'spoken' | 'caller';
};

export type Coordinates = { readonly latitude: number; readonly longitude: number };

/** One line the gazetteer offers while a place is being typed. */
export type PlaceSuggestion = Coordinates & {
  readonly id: string;
  readonly name: string;
  /** What it is, and what tells two places of one name apart. */
  readonly detail: string;
  /** `landmark`: saved by somebody of this site; `near`: words about named places ("east of A"); `point`: coordinates or a plus code that was typed. */
  readonly kind: 'island' | 'kecamatan' | 'town' | 'village' | 'facility' | 'landmark' | 'near' | 'point';
  /** For a point the nearest seat on its island; null at sea. */
  readonly kecamatan: string | null;
  readonly radiusM: number;
  readonly islandId: string | null;
  readonly islandName: string | null;
};
