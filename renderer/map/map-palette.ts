import type { Tone } from '../ui/shape.tsx';

/** The colours a map is drawn in, as CSS colours; WebGL knows no custom properties, so they are read out once per theme. */
export type MapPalette = {
  readonly theme: string;
  readonly sea: string;
  readonly land: string;
  readonly landEmpty: string;
  readonly shore: string;
  readonly road: string;
  readonly roadMain: string;
  /** The same from afar, where a road is too thin to have edges. */
  readonly roadFar: string;
  readonly roadMainFar: string;
  readonly roadEdge: string;
  readonly roadMainEdge: string;
  readonly roadPath: string;
  readonly grid: string;
  readonly gridInk: string;
  readonly placeInk: string;
  /** Of what is less than a town: villages, hamlets, islands without people. */
  readonly placeInkLess: string;
  readonly halo: string;
  readonly ink: string;
  readonly onTone: string;
  readonly tones: Readonly<Record<Tone, string>>;
};

/** Reads the palette through `colour`, which answers the value of a custom property. */
export function mapPalette(theme: string, colour: (property: string) => string): MapPalette {
  return {
    theme,
    sea: colour('--map-sea'),
    land: colour('--map-land'),
    landEmpty: colour('--map-land-empty'),
    shore: colour('--map-shore'),
    road: colour('--map-road'),
    roadMain: colour('--map-road-main'),
    roadFar: colour('--map-road-far'),
    roadMainFar: colour('--map-road-main-far'),
    roadEdge: colour('--map-road-edge'),
    roadMainEdge: colour('--map-road-main-edge'),
    roadPath: colour('--map-road-path'),
    grid: colour('--map-grid'),
    gridInk: colour('--map-grid-ink'),
    placeInk: colour('--map-place-ink'),
    placeInkLess: colour('--map-place-ink-less'),
    halo: colour('--map-halo'),
    ink: colour('--ink-1'),
    onTone: colour('--on-tone-fill'),
    tones: {
      red: colour('--red'),
      amber: colour('--amber'),
      green: colour('--green'),
      blue: colour('--blue'),
      violet: colour('--violet'),
      grey: colour('--grey'),
      plain: colour('--ink-1'),
    },
  };
}
